/** What the site may do, wherever it is published: nothing from elsewhere, no script but its own files. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  // The pictures that visitors save are drawn from a blob.
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  // The example page of how to embed the site does so itself.
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * WebAssembly threads need shared memory, which browsers give only to a page that is isolated
 * from other origins.
 */
export const crossOriginIsolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** The headers that a host would ideally send with every file; where it does not, the worker adds them. */
export const siteHeaders = {
  ...crossOriginIsolation,
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': contentSecurityPolicy,
};

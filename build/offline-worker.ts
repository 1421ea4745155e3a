import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/** Builds the service worker, with the list of the files that it keeps. */
export function offlineWorker(): Plugin[] {
  return VitePWA({
    strategies: 'injectManifest',
    srcDir: fileURLToPath(new URL('../src/service-worker', import.meta.url)),
    filename: 'service-worker.ts',
    // The page registers it itself, once it is drawn.
    injectRegister: false,
    manifest: false,
    injectManifest: {
      rollupFormat: 'iife',
      // Browsers that run WebAssembly take WOFF2, so the other forms of a font are never asked for.
      globPatterns: [
        'index.html',
        'assets/*.{js,mjs,css,svg,woff2}',
        'models/index.json',
        'models/*/manifest.json',
        'pools/index.json',
        'pools/*/numbers.json',
        'lessons/*.json',
      ],
      dontCacheBustURLsMatching: /^assets\//,
      maximumFileSizeToCacheInBytes: 2 ** 23,
    },
  });
}

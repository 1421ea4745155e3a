import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defaultClientConditions, defineConfig } from 'vite';

/**
 * WebAssembly threads need shared memory, which browsers give only to a page that is isolated
 * from other origins.
 */
const crossOriginIsolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  // Relative addresses, so that the built site can be put into any folder of any host.
  base: './',
  plugins: [svelte()],
  resolve: {
    // Leaves the runtime's glue code a file of its own beside its .wasm: its threads start from
    // that file, and from inside our bundle they would start the bundle.
    conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions],
  },
  optimizeDeps: { exclude: ['onnxruntime-web'] },
  build: { target: 'es2022' },
  worker: { format: 'es' },
  server: { headers: crossOriginIsolation },
  preview: { headers: crossOriginIsolation },
});

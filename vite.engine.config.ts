/** What every page with an engine is built with: the site, and the pages of tests and of the bench. */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defaultClientConditions, defineConfig } from 'vite';
import { deflatedFiles } from './build/deflated-files.ts';
import { crossOriginIsolation } from './src/service-worker/site-headers.ts';

export default defineConfig({
  // Relative addresses, so that the built site can be put into any folder of any host.
  base: './',
  plugins: [svelte(), deflatedFiles()],
  resolve: {
    // Leaves the runtime's glue code a file of its own beside its .wasm: its threads start from
    // that file, and from inside our bundle they would start the bundle.
    conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions],
  },
  optimizeDeps: { exclude: ['onnxruntime-web'] },
  // Files in data: addresses would need a laxer policy, and are not shared between versions.
  build: { target: 'es2022', assetsInlineLimit: 0 },
  worker: { format: 'es', plugins: () => [deflatedFiles()] },
  server: { headers: crossOriginIsolation },
  preview: { headers: crossOriginIsolation },
});

import { defineConfig, mergeConfig } from 'vite';
import { policyInPage } from './build/content-security-policy.ts';
import { offlineWorker } from './build/offline-worker.ts';
import { siteHeaders } from './src/service-worker/site-headers.ts';
import engineConfig from './vite.engine.config.ts';

export default mergeConfig(
  engineConfig,
  defineConfig({
    plugins: [policyInPage(), offlineWorker()],
    preview: { headers: siteHeaders },
    build: {
      // Browsers that can't preload modules fetch them a little later; that is not worth a script.
      modulePreload: { polyfill: false },
      rolldownOptions: {
        output: {
          // All that the first view needs is one file, which is smaller than its parts.
          codeSplitting: { groups: [{ name: 'page', test: /\/src\/(main\.ts|App\.svelte)$/ }] },
        },
      },
    },
  }),
);

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
  }),
);

import { fileURLToPath } from 'node:url';
import { build, preview, type PreviewServer } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
const repository = fileURLToPath(new URL('../../..', import.meta.url));
const outDir = `${repository}/test-results/harness`;

/** Builds the harness as the site is built, and serves it with the models of a folder beside it. */
export async function serveHarness(folder = 'tests/fixtures'): Promise<PreviewServer> {
  const shared = {
    configFile: `${repository}/vite.engine.config.ts`,
    root,
    logLevel: 'error' as const,
  };
  await build({
    ...shared,
    publicDir: `${repository}/${folder}`,
    build: { outDir, emptyOutDir: true },
  });
  return preview({ ...shared, build: { outDir }, preview: { port: 0 } });
}

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BrowserContext } from 'playwright-core';
import { build, preview, type PreviewServer } from 'vite';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const outDir = `${repository}/test-results/page`;
const shared = { configFile: `${repository}/vite.config.ts`, logLevel: 'error' as const };

/** Builds the site as it is shipped, but with the fixtures' tiny model; its folder. */
export async function buildSite(): Promise<string> {
  // The test runner's own setting would build the libraries' development versions.
  process.env.NODE_ENV = 'production';
  await build({
    ...shared,
    root: repository,
    publicDir: `${repository}/tests/fixtures`,
    build: { outDir, emptyOutDir: true },
  });
  return outDir;
}

/** Builds that site and serves it with the headers that a host should send. */
export async function serveSite(): Promise<PreviewServer> {
  await buildSite();
  return preview({ ...shared, root: repository, build: { outDir }, preview: { port: 0 } });
}

/** Publishes the tiny model to a context's pages, with figures as a shipped one has. */
export async function publishTinyModel(context: BrowserContext): Promise<void> {
  const manifest = JSON.parse(
    readFileSync(`${repository}/tests/fixtures/models/tiny/manifest.json`, 'utf8'),
  ) as { calibration: object; figures: object[] };
  manifest.calibration = {
    ...manifest.calibration,
    tradeoff: [
      { threshold: 0.1, errors_found: 0.2, right_spared: 0.9 },
      { threshold: 0.9, errors_found: 0.8, right_spared: 0.3 },
    ],
  };
  manifest.figures = [
    {
      name: 'f1',
      label: 'F1 on made-up solutions',
      value: 38.2,
      low: 33.1,
      high: 43,
      baselines: { length: 21 },
      command: 'python models/evaluate.py',
    },
  ];
  await context.route('**/models/index.json', (route) =>
    route.fulfill({ json: { default: 'tiny', models: ['tiny'] } }),
  );
  await context.route('**/models/tiny/manifest.json', (route) => route.fulfill({ json: manifest }));
}

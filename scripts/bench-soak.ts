import type { Browser } from 'playwright-core';
import { serveHarness } from '../tests/browser/harness/serve.ts';
import { growthOf, mostGrowth, soak, type Held } from '../tests/bench/soak.ts';

const warmUp = 50;
const scorings = 1000;

/** Prints what the engine holds before and after 1,000 scorings with a shipped model; false if it grew. */
export async function measureSoak(browser: Browser, id: string): Promise<boolean> {
  const server = await serveHarness('public');
  const page = await browser.newPage();
  await page.goto(server.resolvedUrls?.local[0] ?? '');
  const result = await soak(page, `models/${id}/manifest.json`, { warmUp, scorings });
  await page.close();
  await server.close();
  const growth = growthOf(result);
  console.log(`\nMegabytes held over ${scorings} scorings: by scripts, by WebAssembly modules`);
  console.log(`  after the first ${warmUp}: ${shown(result.before)}`);
  console.log(`  after all: ${shown(result.after)}, ${(100 * growth).toFixed(1)} % more`);
  return growth < mostGrowth;
}

function shown({ scripts, modules }: Held): string {
  return [scripts, modules].map((bytes) => (bytes / 1e6).toFixed(1)).join(', ');
}

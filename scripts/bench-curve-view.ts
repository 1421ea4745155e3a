import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { build, preview } from 'vite';
import { root } from './dependencies.mjs';
import { median } from './median.ts';
import { secondsSinceNavigation } from './seconds-since-navigation.ts';

/** What a visitor waits for at most until the figure is there, in seconds. */
const most = 1.5;

/**
 * Prints the seconds from navigation to the drawn figure of the curve view, on the first visit and on
 * the next, on the built site from a local server; false where the median is over the limit.
 */
export async function measureCurveView(browser: Browser, rounds: number): Promise<boolean> {
  // Not in `dist/`, where another build in between would leave the service worker without its files.
  const outDir = join(root, 'test-results', 'curve-view');
  await build({ root, logLevel: 'warn', build: { outDir, emptyOutDir: true } });
  const server = await preview({ root, build: { outDir }, preview: { port: 0 } });
  const url = `${server.resolvedUrls?.local[0] ?? ''}#/curve`;
  const visits: Record<string, number[]> = { 'first visit': [], 'next visit': [] };
  for (let round = 0; round < rounds; round++) {
    const context = await browser.newContext();
    for (const seconds of Object.values(visits)) {
      const page = await context.newPage();
      await page.goto(url, { waitUntil: 'commit' });
      await page.waitForFunction(() => document.querySelector('section.figure figure path'));
      seconds.push(await secondsSinceNavigation(page));
      // The next visit is to find what the service worker keeps.
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await page.close();
    }
    await context.close();
  }
  await server.close();
  console.log(`\nSeconds from navigation to the drawn curves, local server, median of ${rounds}`);
  let isKept = true;
  for (const [visit, seconds] of Object.entries(visits)) {
    const middle = median(seconds);
    const range = `${Math.min(...seconds).toFixed(2)} to ${Math.max(...seconds).toFixed(2)}`;
    console.log(`  ${visit}: ${middle.toFixed(2)} (${range}), at most ${most}`);
    isKept &&= middle <= most;
  }
  return isKept;
}

import type { Browser } from 'playwright-core';
import type { PreviewServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { growthOf, mostGrowth, soak } from '../bench/soak.ts';
import { launchChromium } from './chromium.ts';
import { serveHarness } from './harness/serve.ts';

describe('An engine that scores 1,000 solutions', () => {
  let server: PreviewServer;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([serveHarness(), launchChromium()]);
  });

  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  it('holds hardly more memory at the end than after the first of them', async () => {
    const page = await browser.newPage();
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    const model = 'models/tiny-int8/manifest.json';
    const result = await soak(page, model, { warmUp: 100, scorings: 1000 });
    expect(result.before.modules).toBeGreaterThan(0);
    expect(growthOf(result), JSON.stringify(result)).toBeLessThan(mostGrowth);
  }, 300_000);
});

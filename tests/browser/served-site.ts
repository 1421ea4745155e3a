import type { Browser } from 'playwright-core';
import type { PreviewServer } from 'vite';
import { afterAll, beforeAll } from 'vitest';
import { launchChromium } from './chromium.ts';
import { serveSite } from './page-site.ts';

/** Both are there from the first hook of a test on. */
interface ServedSite {
  readonly browser: Browser;
  readonly origin: string;
}

/** Serves the site, and starts a browser, for as long as the tests of the calling file run. */
export function servedSite(): ServedSite {
  let server: PreviewServer;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([serveSite(), launchChromium()]);
  });

  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  return {
    get browser() {
      return browser;
    },
    get origin() {
      return server.resolvedUrls?.local[0] ?? '';
    },
  };
}

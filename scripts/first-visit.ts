import type { Browser, Page } from 'playwright-core';
import { benchPaste, benchText } from '../tests/bench/text.ts';
import { paste } from '../tests/browser/paste.ts';

/** What a first visit takes over one link. */
export interface FirstVisit {
  /** Seconds from the navigation until the worked example can be read and edited. */
  readonly usable: number;
  /** The longest that the page did not answer while the model was fetched and prepared, in milliseconds. */
  readonly longestPause: number;
  /** Seconds from the navigation until the first step of a paste was coloured. */
  readonly coloured: number;
}

/** A browser's first visit to the site at an address. */
export async function firstVisit(browser: Browser, url: string): Promise<FirstVisit> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForFunction(() => document.querySelector('li.step:not(.unjudged) textarea'));
  const usable = await secondsSinceNavigation(page);
  await page.evaluate(watchPauses);
  await paste(page, benchPaste);
  await page.waitForFunction(
    (text) =>
      [...document.querySelectorAll<HTMLTextAreaElement>('li.step:not(.unjudged) textarea')].some(
        ({ value }) => value === text,
      ),
    benchText.steps[0],
    { timeout: 300_000 },
  );
  const coloured = await secondsSinceNavigation(page);
  const longestPause = await page.evaluate(() => window.longestPause);
  await context.close();
  return { usable, longestPause, coloured };
}

function secondsSinceNavigation(page: Page): Promise<number> {
  return page.evaluate(() => performance.now() / 1000);
}

declare global {
  interface Window {
    /** Between two turns of the page's event loop, in milliseconds. */
    longestPause: number;
  }
}

function watchPauses(): void {
  window.longestPause = 0;
  let last = performance.now();
  const turn = new MessageChannel();
  turn.port1.onmessage = () => {
    const now = performance.now();
    window.longestPause = Math.max(window.longestPause, now - last);
    last = now;
    setTimeout(() => turn.port2.postMessage(null), 4);
  };
  turn.port2.postMessage(null);
}

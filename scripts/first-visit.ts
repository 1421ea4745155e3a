import type { Browser } from 'playwright-core';
import { firstColouredStep } from './first-coloured-step.ts';
import { secondsSinceNavigation } from './seconds-since-navigation.ts';

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
  const coloured = await firstColouredStep(page);
  const longestPause = await page.evaluate(() => window.longestPause);
  await context.close();
  return { usable, longestPause, coloured };
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

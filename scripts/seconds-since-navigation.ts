import type { Page } from 'playwright-core';

/** The page's own clock, which starts with its navigation. */
export function secondsSinceNavigation(page: Page): Promise<number> {
  return page.evaluate(() => performance.now() / 1000);
}

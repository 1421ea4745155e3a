import type { Page } from 'playwright-core';
import { benchPaste, benchText } from '../tests/bench/text.ts';
import { paste } from '../tests/browser/paste.ts';
import { secondsSinceNavigation } from './seconds-since-navigation.ts';

/** Over a slow link the model takes longer than Playwright's own half a minute. */
const patience = 300_000;

/** Pastes a solution; seconds since the navigation when its first step shows a probability. */
export async function firstColouredStep(page: Page): Promise<number> {
  await paste(page, benchPaste);
  await page.waitForFunction(
    (text) =>
      [...document.querySelectorAll<HTMLTextAreaElement>('li.step:not(.unjudged) textarea')].some(
        ({ value }) => value === text,
      ),
    benchText.steps[0],
    { timeout: patience },
  );
  return secondsSinceNavigation(page);
}

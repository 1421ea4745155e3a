import type { Page } from 'playwright-core';

/** A view as it is pictured. */
export interface PicturedView {
  /** What stands behind the site's address. */
  readonly address: string;
  /** Preferences that the visitor chose before. */
  readonly choices?: Readonly<Record<string, string>>;
  /** Whether it fills the screen and no more, rather than a page to scroll. */
  readonly isScreenful?: boolean;
  /** Resolves once the view shows all that it has. */
  readonly ready: (page: Page) => Promise<unknown>;
}

/** The worked example has its scores, and the model, fetched last, its description. */
async function scored(page: Page): Promise<void> {
  await page.locator('li.step:not(.unjudged)').first().waitFor();
  await page.getByRole('heading', { name: 'What this model is' }).waitFor();
  // The formula is set once it is seen.
  await page.locator('.formula').scrollIntoViewIfNeeded();
  await page.locator('.formula .katex').waitFor();
  await page.evaluate(() => scrollTo(0, 0));
}

/** Every view, under the name of its pictures. */
export const picturedViews: Readonly<Record<string, PicturedView>> = {
  score: { address: '', ready: scored },
  'score-orange-blue': { address: '', choices: { palette: 'orange-blue' }, ready: scored },
  curve: {
    address: '#/curve',
    ready: (page) => page.locator('section.figure figure path').first().waitFor(),
  },
  lessons: {
    address: '#/lesson',
    ready: (page) => page.locator('main h3 a').first().waitFor(),
  },
  lesson: {
    address: '#/lesson/first-errors',
    ready: (page) => page.locator('.screen-only ol li').first().waitFor(),
  },
  tour: { address: '#/tour', ready: (page) => page.locator('.tour section').first().waitFor() },
  present: {
    address: '',
    isScreenful: true,
    ready: async (page) => {
      await scored(page);
      await page.keyboard.press('F8');
      await page.locator('.stage').waitFor();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
    },
  },
  embed: {
    address: '?embed#/example/bakery',
    ready: (page) => page.locator('ol li').first().waitFor(),
  },
};

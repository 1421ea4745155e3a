import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressOf, itinerary, stops, type Stop } from '../../src/state/tour-stops.ts';
import { watchComplaints } from './complaints.ts';
import { publishTinyModel } from './page-site.ts';
import { servedSite } from './served-site.ts';
import { violations } from './violations.ts';

/** A pool in which the vote of one problem and the judge of another are wrong where a sample is right. */
const numbers = {
  format: 1,
  id: 'fixture',
  about: {
    title: 'Two problems',
    source: 'Invented for a test.',
    solver: 'nobody',
    prm: 'made-up@1',
    threshold: 0.5,
    notes: [],
  },
  problems: [
    {
      id: 'lost',
      answers: ['7', '8', '9'],
      answer: [0, 0, 1, 2],
      right: [2],
      steps: [1, 1, 1, 1],
      prm: [0.6, 0.55, 0.9, 0.3],
    },
    {
      id: 'fooled',
      answers: ['1', '2'],
      answer: [0, 1, 0, 0],
      right: [0, 2, 3],
      steps: [1, 2, 1, 1],
      prm: [0.4, 0.98, 0.95, 0.6, 0.45],
    },
  ],
};
const texts = {
  lost: {
    id: 'lost',
    problem: 'Which number is lost?',
    reference: '8',
    samples: [['It is 7.'], ['7, surely.'], ['It is 8.'], ['It is 9.']],
  },
  fooled: {
    id: 'fooled',
    problem: 'Which number fools?',
    reference: '1',
    samples: [['It is 1.'], ['Clearly it is even.', 'It is 2.'], ['One.'], ['It is 1, I think.']],
  },
};

const site = servedSite();
let context: BrowserContext;
let page: Page;
let requests: string[];
let complaints: string[];

beforeEach(async () => {
  complaints = [];
  requests = [];
  await enter({});
});

afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

/** A new visitor; what they did before is forgotten. */
async function enter(options: Parameters<Browser['newContext']>[0]): Promise<void> {
  context = await site.browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    ...options,
  });
  await publishTinyModel(context);
  await context.route('**/pools/*/numbers.json', (route) => route.fulfill({ json: numbers }));
  for (const one of Object.values(texts)) {
    await context.route(`**/texts/${one.id}.json`, (route) => route.fulfill({ json: one }));
  }
  context.on('request', (request) => requests.push(request.url()));
  page = await context.newPage();
  watchComplaints(
    page,
    (text) => complaints.push(text),
    /blocked by Playwright|Failed to load resource/,
  );
}

const open = (hash: string): Promise<unknown> => page.goto(site.origin + hash);
const heading = () => page.locator('article h1');
const text = (words: string | RegExp) => page.locator('article').getByText(words).first();
const hash = (): string => new URL(page.url()).hash;

/** What has the focus, as a screen reader names it. */
const focused = (): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null;
    return (element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '').trim();
  });

/** Goes on with Tab until what begins with `name` has the focus. */
async function tabTo(name: string): Promise<void> {
  for (let tabs = 0; tabs < 60; tabs++) {
    if ((await focused()).startsWith(name)) return;
    await page.keyboard.press('Tab');
  }
  expect.unreachable(`Tab does not reach “${name}”.`);
}

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Waits for a stop whose heading has the focus, as it has after a change of stop. */
async function arrive(stop: Stop, title: string): Promise<void> {
  await heading().getByText(title).waitFor();
  await expect.poll(focused).toBe(title);
  expect(hash()).toBe(addressOf(stop));
}

/** Waits until nothing more comes to a stop. */
async function settle(): Promise<void> {
  await heading().waitFor();
  await page.locator('article .waiting').waitFor({ state: 'detached' });
  await page.waitForLoadState('networkidle');
}

describe('the tour', () => {
  it('is walked by keyboard from end to end, without the model', async () => {
    await open('#/tour');
    await heading().getByText('Can an answer be right for the wrong reason?').waitFor();
    await page.getByText('1 of 6', { exact: true }).waitFor();
    await tabTo('Step 1 is the first wrong one');
    await press('ArrowDown');
    await tabTo('Show what is true');
    await press('Enter');
    await text('and you found it').waitFor();
    await text(/recorded with/).waitFor();
    await tabTo('Next: Step labels');
    await press('Enter');

    await arrive('labels', 'What does one tell a machine about a step?');
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await page.getByText('2 of 6', { exact: true }).waitFor();
    for (const downs of [0, 1, 2]) {
      await press('Tab', 'Space', ...Array<string>(downs).fill('ArrowDown'));
    }
    await tabTo('Compare with the true ratings');
    await press('Enter');
    await text('You agree with all 3 ratings.').waitFor();
    await text('36 − 25 = 11, so').waitFor();
    await tabTo('Next');
    await press('Enter');

    await arrive('judges', 'What does a judge of steps see that a judge of results does not?');
    await text('one number for all').waitFor();
    await tabTo('a judge of results');
    await press('ArrowRight');
    await text('A number after each step.').waitFor();
    await tabTo('Step 1');
    await press('End');
    await tabTo('product');
    await press('ArrowRight');
    await page.getByLabel(/^min: /).waitFor();
    await tabTo('Next');
    await press('Enter');

    await arrive('vote', 'Why can a vote be wrong together?');
    await text('Which number is lost?').waitFor();
    await tabTo('7');
    await press('Enter');
    await text('You followed the majority, as the vote does. The expected answer is 8.').waitFor();
    await text('The vote elects 7, with 2 votes, and is wrong. One sample was right.').waitFor();
    await text('says 8 (0.90), and is right here.').waitFor();
    await text('the vote elects a wrong answer in 1 of 2 problems').waitFor();
    await tabTo('One who was right');
    await press('Enter');
    await text('It is 8.').waitFor();
    await tabTo('Next');
    await press('Enter');

    await arrive('draws', 'What happens as n grows?');
    await tabTo('n = 1');
    await press('End');
    await text('With 4 samples the judge of steps picks a right solution in 50.0 of 100').waitFor();
    await text('At n = 4 the top rank is chosen with probability 1.00').waitFor();
    await tabTo('Next');
    await press('Enter');

    await arrive('fooled', 'How is a judge fooled?');
    await tabTo('I trust A');
    await press('Enter');
    await text('You chose the wrong one, as the judge does.').waitFor();
    await text('The judge prefers A, which is wrong: 0.93 against 0.60.').waitFor();
    await tabTo('Choose once more');
    await press('Enter');
    await expect.poll(focused).toBe('I trust A');
    await tabTo('Next');
    await press('Enter');

    await arrive('end', 'Where to now?');
    await tabTo('Choose among many');
    await press('Enter');
    await page.getByRole('img', { name: /^Solve rate/ }).waitFor();
    expect(requests.filter((url) => /\.(bin|onnx|deflate)$/.test(url))).toEqual([]);
  });

  it('goes from stop to stop with the arrows, which belong to a control that has the focus', async () => {
    await open('#/tour');
    await heading().waitFor();
    await press('ArrowLeft');
    expect(hash()).toBe('#/tour');
    await press('ArrowRight');
    await arrive('labels', 'What does one tell a machine about a step?');
    await press('PageDown');
    await tabTo('+1, right');
    await press('ArrowRight');
    expect(hash()).toBe(addressOf('labels'));
    expect(await page.getByLabel('0, neutral').first().isChecked()).toBe(true);
    await open('#/tour/draws');
    await tabTo('n = 1');
    await press('ArrowRight');
    await page.getByText('n = 2', { exact: true }).waitFor();
    expect(hash()).toBe(addressOf('draws'));
    await page.goBack();
    await arrive('labels', 'What does one tell a machine about a step?');
    await press('ArrowLeft');
    await arrive('lucky', 'Can an answer be right for the wrong reason?');
  });

  it('keeps its place and what was answered, elsewhere and over a reload', async () => {
    await open('#/tour');
    await page.getByLabel('All steps are right').check();
    await page.getByRole('button', { name: 'Show what is true' }).click();
    await page.getByRole('link', { name: 'A lost vote' }).click();
    await heading().getByText('Why can a vote be wrong together?').waitFor();
    await page.getByRole('link', { name: 'Leave the tour' }).click();
    await page.locator('ol.steps textarea').first().waitFor();
    await page.getByRole('link', { name: 'Tour', exact: true }).click();
    await heading().getByText('Why can a vote be wrong together?').waitFor();
    await open('');
    await page.reload();
    await page.getByRole('link', { name: 'Tour', exact: true }).click();
    await heading().getByText('Why can a vote be wrong together?').waitFor();
    await page.getByRole('link', { name: 'A lucky answer' }).click();
    await text('Not quite: step').waitFor();
    expect(await page.getByLabel('All steps are right').isChecked()).toBe(true);
  });

  it('explains each symbol of each formula on focus, and on hover where it stands', async () => {
    for (const [stop, count] of [
      ['judges', 4],
      ['vote', 7],
      ['draws', 6],
    ] as const) {
      await open(addressOf(stop));
      await settle();
      await page.locator('.drawn .katex').waitFor();
      const symbols = await page.locator('.formula li button').all();
      expect(symbols).toHaveLength(count);
      const meanings = [];
      for (const symbol of symbols) {
        await symbol.focus();
        const meaning = await page.locator('.meaning:not(.hint)').innerText();
        expect(await symbol.getAttribute('aria-label')).toContain(meaning);
        meanings.push(meaning);
        await symbol.blur();
      }
      const names = await page
        .locator('.drawn [data-symbol]')
        .evaluateAll((signs) => signs.map((sign) => (sign as HTMLElement).dataset.symbol));
      for (const name of new Set(names)) {
        // KaTeX's own boxes lie over the limits of a sum, so the pointer goes by place.
        const sign = page.locator(`.drawn [data-symbol="${name}"]`).first();
        await sign.scrollIntoViewIfNeeded();
        const { x, y, width, height } = (await sign.boundingBox()) ?? expect.unreachable();
        await page.mouse.move(x + width / 2, y + height / 2);
        const hovered = await page.locator('.meaning:not(.hint)').innerText();
        meanings.splice(meanings.indexOf(hovered), 1);
        expect(await page.locator('.drawn .active').count()).toBeGreaterThan(0);
        await heading().hover();
        await page.locator('.meaning.hint').waitFor();
      }
      // Every symbol that is explained stands in the formula.
      expect(meanings).toEqual([]);
    }
  });

  it('says which samples did not come, fetches them again, and does without them elsewhere', async () => {
    let isDown = true;
    await context.route('**/pools/*/numbers.json', (route) =>
      isDown ? route.abort() : route.fulfill({ json: numbers }),
    );
    await open(addressOf('vote'));
    await page.getByRole('alert').getByText('The recorded samples did not load.').waitFor();
    await text('A vote cancels errors that differ.').waitFor();
    await page.getByRole('link', { name: 'Two judges' }).click();
    await text('one number for all').waitFor();
    await page.getByRole('link', { name: 'A fooled judge' }).click();
    await page.getByRole('alert').waitFor();
    isDown = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await text('Which number fools?').waitFor();
  });

  it('says when a problem’s words did not come, and shows its numbers', async () => {
    let isDown = true;
    await context.route('**/texts/lost.json', (route) =>
      isDown ? route.abort() : route.fulfill({ json: texts.lost }),
    );
    await open(addressOf('vote'));
    await page.getByRole('alert').getByText('The words of these samples did not load.').waitFor();
    await page.locator('.answer', { hasText: '7' }).waitFor();
    isDown = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await text('Which number is lost?').waitFor();
  });

  it('has words for a pool without a case to show, and for a site without a pool', async () => {
    const [, fooled] = numbers.problems;
    const easy = { ...fooled, prm: [0.9, 0.2, 0.2, 0.8, 0.7] };
    await context.route('**/pools/*/numbers.json', (route) =>
      route.fulfill({ json: { ...numbers, problems: [easy] } }),
    );
    await open(addressOf('vote'));
    await text('So there is no case to show.').waitFor();
    await open(addressOf('fooled'));
    await text('So there is no case to show.').waitFor();
    await context.route('**/pools/index.json', (route) => route.fulfill({ status: 404 }));
    await page.reload();
    await page.getByText('No samples are recorded on this site.').waitFor();
  });

  it('is told in Chinese as well', async () => {
    await context.close();
    await enter({ locale: 'zh-CN' });
    for (const stop of itinerary) {
      await open(addressOf(stop));
      await settle();
      expect(await heading().innerText()).toMatch(/\p{Script=Han}/u);
      const paragraphs = await page.locator('article > p').allInnerTexts();
      for (const paragraph of paragraphs) expect(paragraph).toMatch(/\p{Script=Han}/u);
    }
  });

  it.each(['light', 'dark'] as const)('passes axe at every stop in %s', async (colorScheme) => {
    await context.close();
    await enter({ colorScheme });
    for (const stop of itinerary) {
      await open(addressOf(stop));
      await settle();
      expect(await violations(page), stop).toEqual([]);
    }
    await open(addressOf('fooled'));
    await page.getByRole('button', { name: 'I trust B' }).click();
    await open(addressOf('vote'));
    await page.locator('.answer', { hasText: '8' }).click();
    await page.getByText('One who was right').click();
    expect(await violations(page)).toEqual([]);
  });

  it('fits a screen 360 pixels wide', async () => {
    await page.setViewportSize({ width: 360, height: 640 });
    for (const stop of stops) {
      await open(addressOf(stop));
      await settle();
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, stop).toBeLessThanOrEqual(0);
    }
  });
});

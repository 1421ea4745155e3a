import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examples } from '../../src/views/score/examples/index.ts';
import { watchComplaints } from './complaints.ts';
import { publishTinyModel } from './page-site.ts';
import { paste } from './paste.ts';
import { servedSite } from './served-site.ts';
import { violations } from './violations.ts';

const site = servedSite();
let context: BrowserContext;
let page: Page;
/** Addresses asked for since the page was opened, by page and workers alike. */
let requests: string[];
/** What the page complained of in the console, or threw. */
let complaints: string[];

beforeEach(async () => {
  // What a service worker fetches can't be replaced from here; it has tests of its own.
  context = await site.browser.newContext({
    viewport: { width: 1280, height: 900 },
    serviceWorkers: 'block',
  });
  await publishTinyModel(context);
  page = await openPage();
});

afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

async function openPage(): Promise<Page> {
  requests = [];
  complaints = [];
  const opened = await context.newPage();
  context.on('request', (request) => requests.push(request.url()));
  watchComplaints(
    opened,
    (text) => complaints.push(text),
    /^Service Worker registration blocked by Playwright$/,
  );
  await opened.goto(site.origin);
  await opened.locator('ol.steps textarea').first().waitFor();
  return opened;
}

const steps = (): Promise<string[]> =>
  page
    .locator('ol.steps textarea')
    .evaluateAll((fields) => fields.map((field) => (field as HTMLTextAreaElement).value));
const field = (index: number) => page.locator('ol.steps textarea').nth(index);
const status = () => page.getByRole('group', { name: 'The model', exact: true });
const focused = (): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);

/** Waits until every step has a number. */
async function judged(): Promise<void> {
  await status()
    .getByText(/Judged in/)
    .waitFor();
}

describe('on arrival', () => {
  it('shows a worked example and asks for no weights and nothing of other origins', async () => {
    expect(await steps()).toEqual(examples[0]?.steps);
    await status()
      .getByText(/downloaded when you first edit or paste/)
      .waitFor();
    await page.waitForLoadState('networkidle');
    expect(requests.filter((url) => /weights|\.onnx|\.deflate/.test(url))).toEqual([]);
    expect(requests.filter((url) => !url.startsWith(site.origin))).toEqual([]);
  });

  it('fetches KaTeX only where maths is looked at', async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.waitForLoadState('networkidle');
    expect(requests.filter((url) => /katex/i.test(url))).toEqual([]);
    await page.locator('.formula').scrollIntoViewIfNeeded();
    await page.locator('.formula .katex').waitFor();
  });

  it('opens the model at an address of its own, or says what is wrong there', async () => {
    await page.goto(`${site.origin}?model=models/tiny-int8/`);
    await paste(page, 'How many?\n\n1. 2 + 2 = 4.');
    await judged();
    await page.goto(`${site.origin}?model=https://elsewhere.org/mine/`);
    await status()
      .getByText(/must be an address on this site/)
      .waitFor();
  });

  it('tells a number in full to the pointer and to the keyboard, and lets Escape put it away', async () => {
    await paste(page, 'How many?\n\n1. 2 + 2 = 4.\n2. 4 + 1 = 5.');
    await judged();
    const hint = page.getByRole('tooltip');
    await page.locator('ol.steps button.probability').nth(1).hover();
    await hint.getByText(/^probability 0\.\d{4}, logit/).waitFor();
    await page.mouse.move(0, 0);
    await hint.waitFor({ state: 'detached' });
    await field(1).focus();
    await page.keyboard.press('Tab');
    await hint.waitFor();
    await page.keyboard.press('Escape');
    await hint.waitFor({ state: 'detached' });
  });

  it('says exactly which equations hold', async () => {
    await paste(page, 'How many rolls?\n\n1. 15 × 12 = 180 rolls.\n2. 180 - 96 = 94 are left.');
    await page.getByText('180 − 96 = 84, not 94').waitFor();
    await page.getByText('15 × 12 = 180, exactly').waitFor();
  });
});

describe('a pasted solution', () => {
  it('is split, judged by the model in the browser, and stays on this device', async () => {
    await paste(
      page,
      'How many?\n\nStep 1: There are 2 + 2 = 4.\n\nStep 2: So \\(4 \\times 2 = 8\\).',
    );
    await judged();
    expect(await steps()).toEqual(['There are 2 + 2 = 4.', 'So \\(4 \\times 2 = 8\\).']);
    const label = await field(0).getAttribute('aria-label');
    expect(label).toMatch(/^Step 1, (probably wrong|unsure|probably right), \d+ percent/);
    await page.locator('.steps .katex').waitFor();
    expect(await page.locator('.steps .katex').count()).toBe(1);
    expect(
      requests.filter((url) => !url.startsWith(site.origin) && !url.startsWith('blob:')),
    ).toEqual([]);
  });

  it('shows raw text where TeX is broken, and never runs what is in it', async () => {
    await paste(
      page,
      'How many?\n\n1. $\\frac{1}{$ is broken\n2. <img src=x onerror="window.hacked=1">\n3. $\\href{javascript:alert(1)}{x}$',
    );
    await judged();
    expect(await page.locator('ol.steps .rest').first().textContent()).toContain('\\frac{1}{');
    expect(await page.locator('ol.steps a, ol.steps img').count()).toBe(0);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  });

  it('may be right-to-left, hold emoji, be empty, or be 100 kB long', async () => {
    await paste(page, 'كم؟\n\n1. لدى علي 3 + 4 = 7.\n2. 👩‍👩‍👧 7 - 2 = 5.');
    await judged();
    expect(await field(0).evaluate((area) => getComputedStyle(area).direction)).toBe('rtl');
    await paste(page, '   ');
    expect(await steps()).toHaveLength(2);
    const lines = Array.from(
      { length: 1500 },
      (_, i) => `${i + 1}. Then $x_{${i}}$ is ${i} + 1 again and again, so it goes on.`,
    );
    await paste(page, `How many?\n\n${lines.join('\n')}`);
    await page.getByText('The solution is longer than the model can read.').waitFor();
    await page.getByText('show more of the 1500 steps').waitFor();
  });

  it('goes through the panel too, which gives the focus back', async () => {
    await page.getByRole('button', { name: 'paste', exact: true }).click();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('alert').getByText('There is nothing to judge.').waitFor();
    await page.keyboard.insertText('How many?\n\n1. one\n2. two');
    await page.keyboard.press('Control+Enter');
    expect(await steps()).toEqual(['one', 'two']);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('paste');
  });
});

describe('the list', () => {
  it('is edited by keyboard alone, undone and redone, and never loses the focus', async () => {
    await paste(page, 'How many?\n\n1. alpha beta\n2. gamma');
    await field(0).focus();
    await page.keyboard.press('Home');
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect.poll(steps).toEqual(['alpha', 'beta', 'gamma']);
    expect(await focused()).toMatch(/^Step 2/);
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(steps).toEqual(['alpha', 'gamma', 'beta']);
    expect(await focused()).toMatch(/^Step 3/);
    await page.keyboard.press('Backspace');
    await expect.poll(steps).toEqual(['alpha', 'gamma beta']);
    expect(await focused()).toMatch(/^Step 2/);
    for (let i = 0; i < 3; i++) await page.keyboard.press('Control+z');
    await expect.poll(steps).toEqual(['alpha beta', 'gamma']);
    for (let i = 0; i < 3; i++) await page.keyboard.press('Control+Shift+z');
    await expect.poll(steps).toEqual(['alpha', 'gamma beta']);
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toMatch(/^Step 1/);
  });

  it('judges again after an edit and shows and says what changed', async () => {
    await paste(page, 'How many?\n\n1. one 1 + 1 = 2\n2. two');
    await judged();
    await field(1).focus();
    await page.keyboard.press('End');
    await page.keyboard.insertText(' and much more of it, 7 times');
    await page
      .locator('.notes')
      .nth(1)
      .getByText(/\d\.\d\d → \d\.\d\d/)
      .waitFor();
    expect(await page.getByRole('status').first().textContent()).toMatch(/step 2 from \d+ percent/);
    expect(await page.locator('.notes').nth(0).getByText('→').count()).toBe(0);
  });

  it('opens the details of a step with its tokens', async () => {
    await paste(page, 'How many?\n\n1. one 1 + 1 = 2');
    await judged();
    await page.getByRole('button', { name: /details of step 1/ }).click();
    await page.getByText(/logit −?\d/).waitFor();
    expect(await page.locator('.strip .token').count()).toBeGreaterThan(3);
  });

  it('survives a reload, with its scores', async () => {
    await paste(page, 'How many?\n\n1. one\n2. two');
    await judged();
    await field(1).focus();
    await page.keyboard.press('End');
    await page.keyboard.insertText(' typed last');
    await page.reload();
    expect(await steps()).toEqual(['one', 'two typed last']);
  });
});

describe('the model', () => {
  it('can be fetched, is told to be there, and can be deleted again', async () => {
    await page.getByRole('button', { name: 'get it now' }).click();
    await status()
      .getByText(/Judged in|ready/)
      .waitFor();
    await status().getByText('About this run').click();
    await status()
      .getByText(/WebAssembly with/)
      .waitFor();
    await page.getByRole('button', { name: 'delete the download' }).click();
    await status().getByRole('button', { name: 'get it' }).waitFor();
  });

  it('that does not arrive is explained, and can be tried again', async () => {
    await context.route('**/weights-00.bin', (route) => route.abort());
    await page.getByRole('button', { name: 'get it now' }).click();
    await page.getByRole('alert').getByText('The download stopped.', { exact: true }).waitFor();
    complaints = complaints.filter((text) => !text.includes('ERR_FAILED'));
    await context.unroute('**/weights-00.bin');
    await page.getByRole('button', { name: 'Try again' }).click();
    await status()
      .getByText(/Judged in|ready/)
      .waitFor();
  });

  it('is described with its figures, their intervals, baselines and commands', async () => {
    const row = page.getByRole('row', { name: /F1 on made-up solutions/ });
    expect(await row.textContent()).toMatch(/38\.2.*\[33\.1, 43\.0\].*21\.0/);
    await page.getByText('python models/evaluate.py').waitFor({ state: 'attached' });
  });

  it('has a threshold that tells what it trades, and goes back to its own', async () => {
    const slider = page.getByRole('slider');
    await slider.fill('0.9');
    await page.getByText('80 of 100 first errors').waitFor();
    await page.getByRole('button', { name: /back to the model’s own/ }).click();
    expect(await slider.inputValue()).toBe('0.5');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('range');
  });
});

describe('for everyone', () => {
  it('has no accessibility faults that axe finds, in light and dark, idle and judged', async () => {
    // Half-way through a change of colours no contrast is what it will be.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await violations(page)).toEqual([]);
    await paste(page, 'How many?\n\n1. one 1 + 1 = 2\n2. two 1 + 1 = 3\n3. three');
    await judged();
    await page.getByRole('button', { name: /details of step 2/ }).click();
    await page.getByRole('button', { name: 'File' }).click();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    expect(await violations(page)).toEqual([]);
  });

  it('fits every width from 360 to 1440 pixels', async () => {
    await paste(
      page,
      `How many?\n\n1. ${'long'.repeat(40)}\n2. $$\\sum_{k=1}^{n} ${'x + '.repeat(40)} x$$`,
    );
    for (const width of [360, 390, 768, 1024, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `at ${width} pixels`).toBeLessThanOrEqual(0);
    }
  });

  it('remembers the palette and the theme', async () => {
    await page.getByRole('button', { name: 'Light or dark' }).click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    await page.getByRole('button', { name: 'Colours of the steps' }).click();
    await page.getByRole('menuitemradio', { name: 'Orange to blue' }).click();
    await page.reload();
    const root = await page.evaluate(() => ({ ...document.documentElement.dataset }));
    expect(root).toEqual({ theme: 'dark', palette: 'orange-blue' });
  });
});

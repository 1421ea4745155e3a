import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { watchComplaints } from './complaints.ts';
import { publishTinyModel } from './page-site.ts';
import { servedSite } from './served-site.ts';
import { violations } from './violations.ts';

const site = servedSite();
let context: BrowserContext;
let page: Page;
/** What the page complained of in the console, or threw. */
let complaints: string[];

beforeEach(async () => {
  complaints = [];
  context = await site.browser.newContext({
    viewport: { width: 1280, height: 900 },
    serviceWorkers: 'block',
    acceptDownloads: true,
  });
  await publishTinyModel(context);
  page = await context.newPage();
  watchComplaints(page, (text) => complaints.push(text), /blocked by Playwright/);
});

afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

const stage = () => page.getByRole('group', { name: 'Presentation' });
/** What the class sees, without what a screen reader is told. */
const room = () => stage().locator('.room');
const focused = (): Promise<string> =>
  page.evaluate(() => {
    const { activeElement } = document;
    return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent?.trim() ?? '';
  });

async function open(address: string): Promise<void> {
  await page.goto(site.origin + address);
}

async function press(key: string, times = 1): Promise<void> {
  for (let i = 0; i < times; i++) await page.keyboard.press(key);
}

describe('present', () => {
  it('fills the screen at one key while one types, and gives the focus back', async () => {
    await open('');
    await page.locator('ol.steps textarea').nth(1).click();
    const before = await focused();
    await press('F8');
    await stage().waitFor();
    const size = await page.locator('dialog').boundingBox();
    expect(size).toMatchObject({ x: 0, y: 0, width: 1280, height: 900 });
    await press('Escape');
    await stage().waitFor({ state: 'detached' });
    expect(await focused()).toBe(before);
  });

  it('hides what the model says until a clicker has gone through all steps', async () => {
    await open('#/lesson/two-cases');
    await page.getByRole('button', { name: 'present, predict first' }).click();
    const step = (text: string) => room().getByText(text);
    await step('How many rolls are left').waitFor();
    expect(await step('There are 180 rolls.').isVisible()).toBe(false);
    await press('PageDown', 3);
    await step('So the answer is 94.').waitFor();
    expect(await room().getByText('0.20').count()).toBe(0);
    await room().getByText('180 - 96 = 94 are left.').click();
    // A clicker's space after a click goes on; it does not take the prediction back.
    await press(' ');
    await room().getByText('The class was right, the model was not.').waitFor();
    await room().getByText('0.20').waitFor();
    await room().getByText('180 - 96 is 84.').waitFor();
    await room()
      .getByText(/the class was right in 1 of 1, the model in 0/)
      .waitFor();
    await press('PageDown');
    await room().getByText('How much is 2 + 2?').waitFor();
  });

  it('keeps the tally over a reload, until it is reset', async () => {
    await open('#/lesson/two-cases');
    await page.getByRole('button', { name: 'present, predict first' }).click();
    await press('PageDown', 3);
    await press('2');
    await press('r');
    await press('Escape');
    await page.reload();
    await page.getByRole('button', { name: 'present, predict first' }).click();
    await stage().getByRole('button', { name: 'reset the tally' }).click();
    expect(await focused()).toBe('Presentation');
    await press('r');
    await room().getByText('No prediction was made.').waitFor();
    expect(await room().getByText('On this machine').count()).toBe(0);
  });

  it('has a case without scores judged by the model of this page', async () => {
    await open('#/lesson/two-cases');
    await page.getByRole('button', { name: 'begin here, with case 2' }).click();
    await press('r');
    await room().getByText('The model has not judged this case.').waitFor();
    await press('s');
    await room()
      .getByText(/Judged just now by tiny/)
      .waitFor({ timeout: 60_000 });
  });
});

describe('a lesson', () => {
  it('is made on the page, ordered by keyboard, saved and opened again', async () => {
    await open('');
    const menu = page.getByRole('button', { name: 'Lesson', exact: true });
    const examples = page.getByRole('button', { name: 'Worked examples' });
    for (const position of [1, 2]) {
      await menu.click();
      await page.getByText('Add this solution to your lesson').click();
      await page.getByText(`as case ${position}.`).first().waitFor();
      await examples.click();
      await press('ArrowDown');
      await press('Enter');
    }
    await page.getByRole('link', { name: 'Lessons' }).click();
    await page.getByLabel('Title', { exact: true }).fill('Mine');
    const title = page.getByLabel('Title of case 1, shown to you only');
    const second = await page.getByLabel('Title of case 2, shown to you only').inputValue();
    await page.getByLabel('Move case 2 up').focus();
    await press('Enter');
    await expect.poll(() => title.inputValue()).toBe(second);
    await expect.poll(focused).toBe('Move case 1 up');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'save as a file' }).last().click();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe('mine.json');
    const path = await saved.path();
    await page.getByRole('button', { name: 'start anew' }).click();
    await page.getByText('Nothing is in it yet.').waitFor();
    expect(await focused()).toBe('undo');
    await page.locator('input[type=file]').setInputFiles(path);
    await expect.poll(() => title.inputValue()).toBe(second);
    await page.reload();
    await expect.poll(() => title.inputValue()).toBe(second);
  });

  it('that is broken or missing is explained', async () => {
    await open('#/lesson');
    await page.locator('input[type=file]').setInputFiles({
      name: 'broken.json',
      mimeType: 'application/json',
      buffer: Buffer.from(
        '{"format": "stepwise-lesson-1", "cases": [{"problem": "p", "steps": []}]}',
      ),
    });
    await page.getByRole('alert').getByText('broken.json can’t be opened.').waitFor();
    await page.getByText(/cases\.0\.steps: is empty/).waitFor({ state: 'attached' });
    await open('#/lesson/nowhere');
    await page.getByText('There is no lesson of that name here.').waitFor();
  });

  it('is printed with the answers on a sheet of their own', async () => {
    await open('#/lesson/two-cases');
    await page.getByRole('heading', { name: 'Two cases' }).waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.screen-only').isVisible()).toBe(false);
    const answers = page.locator('.answers');
    expect(await answers.isVisible()).toBe(true);
    expect(await answers.evaluate((one) => getComputedStyle(one).breakBefore)).toBe('page');
    const cases = await page.locator('.paper > section').allTextContents();
    expect(cases.join(' ')).not.toMatch(/84|0\.\d\d/);
    expect(await answers.textContent()).toContain('Step 2 is the first wrong one.');
  });
});

describe('a frame', () => {
  it('shows its part alone, tells its height, and leaves what the visitor typed alone', async () => {
    await open('');
    await page.locator('ol.steps textarea').first().fill('typed by the visitor');
    await page.locator('ol.steps textarea').first().blur();
    // Chromium gives a frame of the same origin the same storage.
    await context.route('**/around.html', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<script>const heights = []; addEventListener('message', ({ data }) => heights.push(data));</script>
          <iframe src="./?embed#/example/bakery"></iframe>`,
      }),
    );
    await open('around.html');
    const frame = page.frameLocator('iframe');
    await frame.getByText('15 × 12 = 180').waitFor();
    expect(await frame.getByRole('navigation').count()).toBe(0);
    await expect
      .poll(() => page.evaluate('heights.at(-1)'))
      .toMatchObject({ type: 'stepwise-height', height: expect.any(Number) as number });
    await open('');
    await expect
      .poll(() => page.locator('ol.steps textarea').first().inputValue())
      .toBe('typed by the visitor');
  });

  it('plays a lesson, and says when its address names nothing', async () => {
    await open('?embed&theme=dark#/lesson/two-cases');
    await stage().getByRole('button', { name: 'next →' }).click();
    await room().getByText('There are 180 rolls.').waitFor();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    await page.goto('about:blank');
    await open('?embed#/nowhere');
    await page.getByText('names nothing that can be shown').waitFor();
  });
});

describe('for everyone', () => {
  it.each(['light', 'dark'] as const)('axe finds nothing in %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await open('#/lesson/two-cases');
    await page.getByRole('heading', { name: 'Two cases' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'change a copy of it' }).click();
    await page.getByLabel('Title of case 1, shown to you only').waitFor();
    expect(await violations(page)).toEqual([]);
    await press('F8');
    await press('PageDown', 3);
    await press('1');
    expect(await violations(page)).toEqual([]);
    await press('PageDown');
    await room().getByText('0.20').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('fits a screen 360 pixels wide, and one at 200 %', async () => {
    for (const viewport of [
      { width: 360, height: 640 },
      { width: 640, height: 450 },
    ]) {
      await page.setViewportSize(viewport);
      await open('#/lesson/two-cases');
      await page.getByRole('button', { name: 'present, predict first' }).click();
      await press('PageDown', 4);
      await room().getByText('180 - 96 is 84.').waitFor();
      expect(await room().evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
      await stage().getByRole('button', { name: 'leave' }).click();
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
      await page.goto('about:blank');
    }
  });
});

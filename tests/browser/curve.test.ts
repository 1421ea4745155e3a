import { readFileSync } from 'node:fs';
import type { BrowserContext, Download, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { watchComplaints } from './complaints.ts';
import { publishTinyModel } from './page-site.ts';
import { servedSite } from './served-site.ts';
import { violations } from './violations.ts';

const site = servedSite();
let context: BrowserContext;
let page: Page;
let requests: string[];
let complaints: string[];

beforeEach(async () => {
  context = await site.browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
  });
  await publishTinyModel(context);
  requests = [];
  complaints = [];
  context.on('request', (request) => requests.push(request.url()));
});

afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

async function open(hash = '#/curve'): Promise<void> {
  page = await context.newPage();
  watchComplaints(page, (text) => complaints.push(text));
  await page.goto(site.origin + hash);
}

const figure = () => page.getByRole('img', { name: /^Solve rate against the number of samples/ });
const reader = () => page.getByRole('slider', { name: /^n = / }).first();
const drawer = () => page.locator('.draw input');
/** The figure's caption, once it speaks of so many samples. */
const basis = (text: string) => page.locator('.figure figcaption', { hasText: text });
const heading = (name: string) => page.getByRole('heading', { name, exact: true });

function choose(lines: readonly (object | string)[]): Promise<void> {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  return page.locator('.own input[type="file"]').setInputFiles({
    name: 'mine.jsonl',
    mimeType: 'application/jsonl',
    buffer: Buffer.from(text.join('\n')),
  });
}

async function save(item: string): Promise<string> {
  const [download]: [Download, void] = await Promise.all([
    page.waitForEvent('download'),
    (async () => {
      await page.getByRole('button', { name: 'Save the figure or its numbers' }).click();
      await page.getByRole('menuitem', { name: item }).click();
    })(),
  ]);
  return readFileSync(await download.path(), 'utf8');
}

describe('the curve view', () => {
  it('draws the recorded pool without any model, and fetches words by the problem', async () => {
    await open();
    await figure().waitFor();
    await page.getByText('Expected answer').waitFor();
    expect(await page.locator('.name', { hasText: 'majority' }).count()).toBeGreaterThan(0);
    expect(requests.filter((url) => /\.(bin|onnx|deflate)$/.test(url))).toEqual([]);
    expect(requests.filter((url) => url.includes('/texts/'))).toHaveLength(1);
  });

  it('is fetched only when it is opened', async () => {
    await open('');
    await page.locator('ol.steps textarea').first().waitFor();
    expect(requests.filter((url) => /pools\//.test(url))).toEqual([]);
    await page.getByRole('link', { name: 'Choose among many' }).click();
    await figure().waitFor();
    await page.getByRole('link', { name: 'Score a solution' }).click();
    await page.locator('ol.steps textarea').first().waitFor();
  });

  it('is read by keyboard, and its lines and readings are switched', async () => {
    await open();
    await figure().waitFor();
    await reader().focus();
    await page.keyboard.press('Home');
    expect(await reader().getAttribute('aria-valuetext')).toMatch(/^n = 1: PRM 46.7 percent/);
    // At n = 6 the two readings of the same scores are a percent apart.
    for (let n = 1; n < 6; n++) await page.keyboard.press('ArrowRight');
    const value = () => page.locator('.value', { hasText: 'PRM' }).first().locator('.rate');
    const before = await value().innerText();
    await page.getByRole('radio', { name: 'its weakest step' }).check();
    await page.waitForFunction(
      (old) => document.querySelector('.value.accent .rate')?.textContent !== old,
      before,
    );
    await page.getByRole('checkbox', { name: 'PRM vote' }).check();
    await page.locator('.value', { hasText: 'PRM vote' }).waitFor();
    await page.getByRole('checkbox', { name: 'majority' }).uncheck();
    expect(await page.locator('.value', { hasText: 'majority' }).count()).toBe(0);
  });

  it('lets n be drawn by hand, until the dots cover the curve', async () => {
    await open();
    await figure().waitFor();
    await page.locator('.cards li').first().waitFor();
    expect(await page.locator('.cards li').count()).toBe(8);
    await page.getByRole('button', { name: 'Draw again' }).click();
    await page.getByText('your 2 draws').waitFor();
    await drawer().focus();
    await page.keyboard.press('Home');
    expect(await page.locator('.cards li').count()).toBe(1);
    await page.getByRole('button', { name: 'Run to 64' }).click();
    await page.locator('.draw label', { hasText: 'n = 64' }).waitFor();
    expect(await page.locator('figure circle.dot').count()).toBeGreaterThan(20);
  });

  it('opens a sample step by step in the score view', async () => {
    await open();
    await figure().waitFor();
    await page.getByText('Right answers whose steps the PRM doubts').click();
    await page.getByRole('button', { name: 'look at it' }).last().click();
    await page.locator('ol.steps textarea').first().waitFor();
    const first = await page.locator('ol.steps textarea').first().inputValue();
    expect(first).toMatch(/^Invented step 1/);
    expect(new URL(page.url()).hash).toBe('#/');
    await page.goBack();
    await figure().waitFor();
  });

  it('draws a pool of the visitor’s own, names bad lines, and goes back', async () => {
    await open();
    await figure().waitFor();
    const sample = (answer: string, p: number) => ({ answer, correct: answer === '1', prm: [p] });
    await choose([
      { id: 'a', samples: [sample('1', 0.9), sample('2', 0.8), sample('2', 0.1)] },
      'nonsense',
    ]);
    await page.getByText('line 2: is not JSON').waitFor();
    await basis('One problem, 3 samples').waitFor();
    await page.getByRole('button', { name: 'back to the recorded samples' }).click();
    await basis('12 problems, 768 samples').waitFor();
  });

  it('scores samples with the model of the page', async () => {
    await open();
    await figure().waitFor();
    await choose([
      {
        id: 'a',
        problem: 'What is 1 + 1?',
        reference: '2',
        samples: [{ steps: ['1 + 1 = 2.'] }, { steps: ['1 + 1 = 3.'] }],
      },
    ]);
    await page.getByRole('button', { name: 'score them with the model of this page' }).click();
    await page.getByText('All 2 samples are scored.').waitFor();
    await page.getByRole('radio', { name: 'its weakest step' }).waitFor();
  });

  it('saves its numbers and its picture', async () => {
    await open();
    await figure().waitFor();
    const csv = await save('Its numbers as CSV');
    expect(csv).toMatch(/^method,n,solve_rate,low,high\nprm_product,1,/);
    const svg = await save('The figure as SVG');
    expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"');
    expect(svg).not.toContain('var(--');
    expect(await save('The figure as PNG')).toContain('PNG');
  });

  it('shows the problems of one set, and another pool', async () => {
    await open();
    await figure().waitFor();
    await page.getByLabel('Problems from').selectOption('Set B');
    await basis('6 problems, 384 samples').waitFor();
    await page.getByLabel('Samples', { exact: true }).selectOption('few');
    await basis('3 problems, 192 samples').waitFor();
    expect(await page.getByLabel('Problems from').inputValue()).toBe('');
  });

  it('says so where nothing is recorded', async () => {
    await context.route('**/pools/index.json', (route) => route.fulfill({ status: 404 }));
    await open();
    await page.getByText('No samples are recorded here yet.').waitFor();
    await heading('Samples of your own').waitFor();
    // The browser itself logs the missing file.
    complaints = complaints.filter((text) => !text.includes('404'));
  });

  it.each(['light', 'dark'] as const)('passes axe in %s', async (colorScheme) => {
    await context.close();
    context = await site.browser.newContext({ colorScheme, reducedMotion: 'reduce' });
    await open();
    await figure().waitFor();
    await page.getByText('Expected answer').waitFor();
    expect(await violations(page)).toEqual([]);
  });
});

/** The link that a share menu of the view copies. */
async function copyLink(menu: string): Promise<string> {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await page.getByRole('button', { name: menu }).click();
  await page.getByRole('menuitem', { name: 'Copy a link' }).click();
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(clipboard).not.toBe('');
  const link = await clipboard();
  expect(link.startsWith(`${site.origin}#s2.`)).toBe(true);
  return link.slice(site.origin.length);
}

describe('a share link', () => {
  it('opens the figure as it was set up, and leaves the address', async () => {
    await open();
    await figure().waitFor();
    await page.getByLabel('Samples', { exact: true }).selectOption('few');
    await basis('3 problems, 192 samples').waitFor();
    await page.getByRole('radio', { name: 'its weakest step' }).check();
    await page.getByRole('checkbox', { name: 'ORM vote' }).check();
    await page.getByRole('checkbox', { name: 'the paper’s own figures' }).check();
    await reader().focus();
    await page.keyboard.press('Home');
    const link = await copyLink('Share this figure');
    await page.close();

    await open(link);
    await basis('3 problems, 192 samples').waitFor();
    expect(await page.getByRole('radio', { name: 'its weakest step' }).isChecked()).toBe(true);
    expect(await page.getByRole('checkbox', { name: 'ORM vote' }).isChecked()).toBe(true);
    await page.getByText('The diamonds are the paper’s').waitFor();
    expect(await reader().getAttribute('aria-valuetext')).toMatch(/^n = 1: /);
    expect(new URL(page.url()).hash).toBe('#/curve');
  });

  it('makes a draw again, also in a view that is open', async () => {
    await open();
    await figure().waitFor();
    await page.getByRole('button', { name: 'next →' }).click();
    await page.getByRole('button', { name: 'Draw again' }).click();
    const cards = () => page.locator('.cards li').allInnerTexts();
    const drawn = await cards();
    const link = await copyLink('Share this draw');
    await page.close();

    await open();
    await figure().waitFor();
    expect(await cards()).not.toEqual(drawn);
    await page.evaluate((hash) => (location.hash = hash), link);
    await page.getByText('your 2 draws').waitFor();
    expect(await cards()).toEqual(drawn);
  });

  it('is shown as a QR code', async () => {
    await open();
    await figure().waitFor();
    await page.getByRole('button', { name: 'Share this figure' }).click();
    await page.getByRole('menuitem', { name: 'Show a QR code' }).click();
    const dialog = page.getByRole('dialog', { name: 'Share this figure' });
    await dialog.getByRole('img', { name: 'QR code of the link below' }).waitFor();
    expect(await dialog.getByRole('textbox').inputValue()).toMatch(/#s2\.[\w-]+$/);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  it('to samples of one’s own asks for their file', async () => {
    await open();
    await figure().waitFor();
    const mine = [{ id: 'a', samples: [{ answer: '1', correct: true, prm: [0.5] }] }];
    await choose(mine);
    await basis('One problem, one sample').waitFor();
    const link = await copyLink('Share this draw');
    await page.getByText('send the file mine.jsonl too').first().waitFor();
    await page.close();

    await open(link);
    await page.getByText('This link belongs to a file.').waitFor();
    await figure().waitFor();
    await choose(mine);
    await basis('One problem, one sample').waitFor();
    expect(await page.getByText('This link belongs to a file.').count()).toBe(0);
  });

  it('that is damaged is refused in a sentence, beside the site’s own figure', async () => {
    await open('#s2.damaged');
    await page.getByText('damaged or cut short').waitFor();
    await figure().waitFor();
  });
});

describe('in a frame of another page', () => {
  const frame = (hash: string) => open(`?embed${hash}`);
  const isAlone = async () => expect(await page.getByRole('navigation').count()).toBe(0);

  it('is the figure alone, and fits a narrow column', async () => {
    await frame('#/curve');
    await figure().waitFor();
    await isAlone();
    expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual([
      'Solve rate against n',
    ]);
    await page.setViewportSize({ width: 360, height: 700 });
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.body.clientWidth);
    await expect.poll(overflow).toBeLessThanOrEqual(0);
  });

  it('is what a share link shows: a figure as it was set up, or a draw', async () => {
    await open();
    await figure().waitFor();
    await page.getByRole('radio', { name: 'its last step' }).check();
    const figureLink = await copyLink('Share this figure');
    const drawn = await page.locator('.cards li').allInnerTexts();
    const drawLink = await copyLink('Share this draw');
    await page.close();

    await frame(figureLink);
    await figure().waitFor();
    await isAlone();
    expect(await page.getByRole('radio', { name: 'its last step' }).isChecked()).toBe(true);
    expect(await page.locator('.cards').count()).toBe(0);
    const whole = page.getByRole('link', { name: 'Open it in Stepwise' });
    expect(await whole.getAttribute('href')).toBe(`./${figureLink}`);
    await page.close();

    await frame(drawLink);
    await page.locator('.cards li').first().waitFor();
    expect(await page.locator('.cards li').allInnerTexts()).toEqual(drawn);
    expect(await figure().count()).toBe(0);
  });

  it('says what is wrong with its address', async () => {
    await frame('#s2.damaged');
    await page.getByText('damaged or cut short').waitFor();
    await figure().waitFor();
    await page.close();
    await open('?embed&theme=purple#/curve');
    await page.getByText('There is no theme called “purple”.').waitFor();
    await figure().waitFor();
    await page.close();
    await frame('#/curve/nowhere');
    await page.getByText('names nothing that can be shown').waitFor();
    await page.close();
    await frame('#/example/nowhere');
    await page.getByText('There is no example called “nowhere” here.').waitFor();
  });
});

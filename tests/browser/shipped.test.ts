import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { preview, type PreviewServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from './chromium.ts';
import { paste } from './paste.ts';

/** What `npm run score` says of a solution. */
interface Scored {
  readonly prm: readonly number[];
  readonly first_error: number;
  readonly orm?: number;
}

// The page rounds what it shows to four digits, and threads may add numbers in another order.
const TOLERANCE = 2e-3;
const problem =
  'A garden centre has 24 trays with 15 seedlings each. It sells 130 seedlings on Friday and twice as many on Saturday. How many seedlings are left?';
const steps = [
  'The garden centre has 24 × 15 = 360 seedlings.',
  'On Saturday it sells 130 / 2 = 65 seedlings.',
  'In two days it sells 130 + 65 = 195 seedlings.',
  'So 360 - 195 = 165 seedlings are left.',
];

describe('The built site with the shipped model, on WebAssembly', () => {
  let server: PreviewServer;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let origin: string;
  let scored: Scored;
  const requests: string[] = [];

  beforeAll(async () => {
    if (!existsSync('dist/index.html')) throw new Error('Build the site first: npm run build');
    [server, browser] = await Promise.all([
      preview({ logLevel: 'error', preview: { port: 0 } }),
      launchChromium(),
    ]);
    origin = server.resolvedUrls?.local[0] ?? '';
    scored = scoreWithoutPage();
    context = await browser.newContext();
    context.on('request', (request) => requests.push(request.url()));
    page = await context.newPage();
    await page.goto(origin);
    await page.locator('ol.steps textarea').first().waitFor();
  });

  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  it('shows a worked example’s recorded scores without fetching the model', async () => {
    expect(await page.locator('li.step:not(.unjudged)').count()).toBeGreaterThan(0);
    expect(requests.filter((url) => /weights|\.deflate/.test(url))).toEqual([]);
  });

  it('fetches the model for a pasted solution and colours its steps', async () => {
    await paste(page, `${problem}\n\n${steps.join('\n')}`);
    await page.getByText(/Judged in/).waitFor();
    expect(await page.locator('li.step:not(.unjudged)').count()).toBe(steps.length);
  });

  it('gives the probabilities that the command line gives', async () => {
    const shown = await probabilities();
    expect(shown).toHaveLength(scored.prm.length);
    shown.forEach((probability, i) => {
      expect(Math.abs(probability - (scored.prm[i] ?? NaN))).toBeLessThan(TOLERANCE);
    });
  });

  it('says the same of the whole, as an outcome model', async () => {
    const { orm } = scored;
    if (orm === undefined) expect.unreachable('The shipped model has an ORM.');
    const said = page.locator('.meaning', { hasText: 'outcome judge' }).locator('.number');
    expect(Math.abs(Number(await said.textContent()) - orm)).toBeLessThan(0.01);
  });

  it('marks the same first error', async () => {
    const places = await page
      .locator('li.step')
      .evaluateAll((rows) => rows.findIndex((row) => row.classList.contains('first-error')));
    expect(places).toBe(scored.first_error);
  });

  it('raises the step’s probability when its error is mended', async () => {
    const before = (await probabilities())[1] ?? NaN;
    await page
      .locator('ol.steps textarea')
      .nth(1)
      .fill('On Saturday it sells 130 × 2 = 260 seedlings.');
    await page.locator('li.step:nth-child(2) .change').waitFor();
    expect((await probabilities())[1]).toBeGreaterThan(before);
  });

  it('asked nothing of any other origin', () => {
    expect(requests.length).toBeGreaterThan(5);
    expect(requests.filter((url) => /^https?:/.test(url) && !url.startsWith(origin))).toEqual([]);
  });

  /** The steps' probabilities to four digits, from the hints of the numbers shown. */
  async function probabilities(): Promise<number[]> {
    const shown: number[] = [];
    for (const button of await page.locator('ol.steps button.probability').all()) {
      await button.hover();
      const hint = await page.getByRole('tooltip').textContent();
      shown.push(Number(/probability ([\d.]+)/.exec(hint ?? '')?.[1]));
    }
    return shown;
  }
});

function scoreWithoutPage(): Scored {
  const child = spawnSync(process.execPath, ['scripts/run.mjs', 'score.ts'], {
    input: JSON.stringify({ problem, steps }),
    encoding: 'utf8',
  });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout) as Scored;
}

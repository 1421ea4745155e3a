import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { classroomLink, SlowLink } from '../bench/slow-link.ts';
import { examples } from '../../src/views/score/examples/index.ts';
import { launchChromium } from './chromium.ts';
import { buildSite } from './page-site.ts';
import { paste } from './paste.ts';
import { PlainHost } from './plain-host.ts';

const weights = 'models/tiny/weights-00.bin';

let host: PlainHost;
let link: SlowLink;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  const [folder, chromium] = await Promise.all([buildSite(), launchChromium()]);
  browser = chromium;
  host = await PlainHost.start(folder);
  link = await SlowLink.to(host.url, classroomLink);
});

afterAll(async () => {
  await browser.close();
  await link.stop();
  await host.stop();
});

beforeEach(async () => {
  // The worker that the first visit installs may load the page again before anybody touches it.
  host.stall('service-worker.js');
  host.stall(weights);
  context = await browser.newContext();
  page = await context.newPage();
  await page.goto(link.url, { waitUntil: 'commit' });
  await page.locator('li.step:not(.unjudged) textarea').first().waitFor();
});

afterEach(async () => {
  await context.close();
  host.mend();
});

const field = (index: number) => page.locator('ol.steps textarea').nth(index);
const status = () => page.getByRole('group', { name: 'The model', exact: true });

describe('A first visit over a link of 20 Mbit/s', () => {
  it('shows a worked example with its scores before anything of the model is asked for', async () => {
    expect(await field(0).inputValue()).toBe(examples[0]?.steps[0]);
    expect(await page.locator('li.step.unjudged').count()).toBe(0);
    expect(host.requests.filter((path) => /\.(bin|onnx|deflate)$/.test(path))).toEqual([]);
  });

  it('answers while the model is downloaded, and then judges what was typed meanwhile', async () => {
    await paste(page, 'How many?\n\n1. There are 2 + 2 = 4.\n2. So 4 × 2 = 8.');
    await status()
      .getByText(/Downloading the model/)
      .waitFor();

    await field(1).focus();
    await page.keyboard.press('End');
    await page.keyboard.type(' And 8 + 1 = 10.');
    expect(await field(1).inputValue()).toBe('So 4 × 2 = 8. And 8 + 1 = 10.');
    await page.getByText('8 + 1 = 9, not 10').waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('ol.steps textarea').count()).toBe(3);
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('menuitem').first().waitFor();
    await page.keyboard.press('Escape');

    expect(await status().getByRole('progressbar').count()).toBe(1);
    await expect.poll(() => host.requests.includes(weights)).toBe(true);
    expect(await page.locator('li.step:not(.unjudged)').count()).toBe(0);
    host.release(weights);
    await status()
      .getByText(/Judged in/)
      .waitFor();
    expect(await field(1).inputValue()).toBe('So 4 × 2 = 8. And 8 + 1 = 10.');
    expect(await page.locator('li.step:not(.unjudged)').count()).toBe(2);
  });
});

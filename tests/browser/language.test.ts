import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { watchComplaints } from './complaints.ts';
import { publishTinyModel } from './page-site.ts';
import { paste } from './paste.ts';
import { servedSite } from './served-site.ts';
import { violations } from './violations.ts';

const site = servedSite();
let context: BrowserContext;
let page: Page;
/** What the page complained of in the console, or threw. */
let complaints: string[];

beforeEach(() => {
  complaints = [];
});

afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

/** Arrives for the first time, with a browser in that language. */
async function arrive(locale: string): Promise<void> {
  context = await site.browser.newContext({
    locale,
    serviceWorkers: 'block',
    reducedMotion: 'reduce',
  });
  await publishTinyModel(context);
  page = await context.newPage();
  watchComplaints(page, (text) => complaints.push(text), /blocked by Playwright/);
  await page.goto(site.origin);
  await page.locator('ol.steps textarea').first().waitFor();
}

async function chooseChinese(): Promise<void> {
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitemradio', { name: '简体中文' }).click();
  await page.locator('html[lang="zh-CN"]').waitFor();
}

const heading = (): Promise<string | null> => page.locator('h1').textContent();
const steps = (): Promise<string[]> =>
  page
    .locator('ol.steps textarea')
    .evaluateAll((fields) => fields.map((field) => (field as HTMLTextAreaElement).value));

/** Words of more than one letter that stand on the page in English, besides what stays so. */
async function englishWords(): Promise<string[]> {
  const texts = await page.evaluate(() => {
    // Texts of the visitor and of the model's makers, maths, and the names of keys.
    const left = '[lang="en"], .editable, .katex, dt, code, noscript';
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement?.closest(left)) found.push(node.textContent ?? '');
    }
    return found;
  });
  const units = /[0-9.]+ [kM]B/g;
  return texts
    .map((text) => text.replace(units, ''))
    .filter((text) => /[a-z]{2}/i.test(text) && !/\p{Script=Han}/u.test(text));
}

describe('the language menu', () => {
  it('changes every word of the page and none of the visitor’s', async () => {
    await arrive('en-GB');
    expect(await heading()).toBe('Where does a solution go wrong?');
    await paste(page, 'How many?\n\n1. one 1 + 1 = 2\n2. two 1 + 1 = 3');
    const text = await steps();
    await chooseChinese();

    expect(await heading()).toBe('解答从哪一步开始出错？');
    expect(await page.title()).toContain('解答');
    expect(await steps()).toEqual(text);
    await page.getByText('1 + 1 = 2，不是 3').waitFor();
    expect(await page.getByRole('status').first().textContent()).toBe('页面现在显示为简体中文。');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      '语言',
    );
    expect(await englishWords()).toEqual(['Stepwise']);
    expect(await violations(page)).toEqual([]);
  });

  it('is remembered, and leads back', async () => {
    await arrive('en-GB');
    await chooseChinese();
    await page.reload();
    await page.locator('html[lang="zh-CN"]').waitFor();
    expect(await heading()).toBe('解答从哪一步开始出错？');
    await page.getByRole('button', { name: '语言' }).click();
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await page.locator('html[lang="en"]').waitFor();
    expect(await heading()).toBe('Where does a solution go wrong?');
  });

  it('reaches the model at work, and the views that are fetched later', async () => {
    await arrive('en-GB');
    await chooseChinese();
    await page.getByRole('button', { name: '现在下载' }).click();
    await page.getByText(/评判完毕，用时|已在 WebAssembly 上就绪/).waitFor();
    await page.getByRole('link', { name: '课堂练习' }).click();
    await page.getByRole('heading', { name: '您自己的练习' }).waitFor();
    await page.getByRole('link', { name: '给解答评分' }).click();
    await page.locator('ol.steps textarea').first().waitFor();
    await page.keyboard.press('F8');
    await page.getByRole('group', { name: '展示' }).waitFor();
    expect(await violations(page)).toEqual([]);
  });
});

describe('a first visit', () => {
  it('is in the browser’s language, without English before', async () => {
    await arrive('zh-CN');
    expect(await heading()).toBe('解答从哪一步开始出错？');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
    await page.getByText('数用错了，计算没错。').waitFor();
    for (const width of [360, 390, 768, 1024, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `at ${width} pixels`).toBeLessThanOrEqual(0);
    }
  });

  it('is in English where the site does not speak the browser’s language', async () => {
    await arrive('ar');
    expect(await heading()).toBe('Where does a solution go wrong?');
    expect(await page.evaluate(() => document.documentElement.dir)).toBe('ltr');
  });
});

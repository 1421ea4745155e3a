import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFirefox } from '../../scripts/browsers.mjs';
import { examples } from '../../src/views/score/examples/index.ts';
import { buildSite } from './page-site.ts';
import { PlainHost } from './plain-host.ts';

/** A stock Firefox, driven over WebDriver BiDi. */
async function launchFirefox(): Promise<Browser> {
  const executablePath = findFirefox();
  if (!executablePath) throw new Error('No Firefox: set FIREFOX to its path.');
  return puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
}

describe('The built site in Firefox, on a plain host under a sub-path', () => {
  let host: PlainHost;
  let browser: Browser;
  let page: Page;
  const foreign: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    [host, browser] = await Promise.all([PlainHost.start(await buildSite()), launchFirefox()]);
    page = await newPage();
    // By its second load the page has threads. Nothing is asked of it before: what a test evaluates
    // counts as the visitor's touch, after which it does not load again.
    let loads = 0;
    const twice = new Promise<void>((resolve) => {
      page.on('load', () => {
        if (++loads === 2) resolve();
      });
    });
    await page.goto(host.url);
    await twice;
  });

  afterAll(async () => {
    await browser.close();
    await host.stop();
  });

  async function newPage(): Promise<Page> {
    const opened = await browser.newPage();
    opened.on('request', (request) => {
      if (/^https?:/.test(request.url()) && !request.url().startsWith(host.url)) {
        foreign.push(request.url());
      }
    });
    opened.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    opened.on('pageerror', (error) => complaints.push(String(error)));
    return opened;
  }

  const steps = (): Promise<string[]> =>
    page.$$eval('ol.steps textarea', (areas) => areas.map((area) => area.value));
  const status = (): Promise<string> =>
    page.$eval('[role="group"][aria-label="The model"]', (group) => group.textContent);

  /** Pastes by the panel, as a visitor does. */
  async function paste(text: string): Promise<void> {
    await page.locator('button ::-p-text(paste)').click();
    await page.locator('#paste-area').fill(text);
    await page.locator('button ::-p-text(Split into steps)').click();
  }

  it('shows a worked example, and gets threads from its own worker', async () => {
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await page.waitForSelector('ol.steps textarea');
    expect(await steps()).toEqual(examples[0]?.steps);
  });

  it('judges a pasted solution with threads', async () => {
    await paste('How many?\n\n1. There are 2 + 2 = 4.\n2. So 4 × 2 = 8.');
    await expect.poll(status, { timeout: 60_000 }).toMatch(/Judged in/);
    await page.locator('summary ::-p-text(About this run)').click();
    await expect.poll(status).toMatch(/WebAssembly with [2-9] threads/);
  });

  it('works offline after that', async () => {
    host.isOffline = true;
    await page.close();
    page = await newPage();
    await page.goto(host.url);
    await page.waitForSelector('ol.steps textarea');
    expect(await steps()).toEqual(['There are 2 + 2 = 4.', 'So 4 × 2 = 8.']);
    await paste('How much?\n\n1. It is 2 + 3 = 5.');
    await expect.poll(status, { timeout: 60_000 }).toMatch(/Judged in/);
  });

  it('asked nothing of other origins, and broke no rule of its policy', () => {
    expect(foreign).toEqual([]);
    expect(complaints.filter((text) => /Content.Security.Policy/i.test(text))).toEqual([]);
  });
});

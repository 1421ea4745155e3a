import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toShareLink } from '../../src/core/share-link.ts';
import { examples } from '../../src/views/score/examples/index.ts';
import { tinyManifest } from '../engine/tiny-model.ts';
import { launchChromium } from './chromium.ts';
import { buildSite } from './page-site.ts';
import { paste } from './paste.ts';
import { PlainHost } from './plain-host.ts';

let folder: string;
let host: PlainHost;
let browser: Browser;
let context: BrowserContext;
/** Addresses of other origins that anything asked for. */
let foreign: string[];
/** What the policy forbade, as the browser reports it. */
let violations: string[];

const weights = 'models/tiny/weights-00.bin';
const solution = 'How many?\n\n1. There are 2 + 2 = 4.\n2. So 4 × 2 = 8.';

beforeAll(async () => {
  [folder, browser] = await Promise.all([buildSite(), launchChromium()]);
  host = await PlainHost.start(folder);
});

afterAll(async () => {
  await browser.close();
  await host.stop();
});

beforeEach(async () => {
  host.mend();
  [foreign, violations] = [[], []];
  context = await newVisitor();
});

afterEach(async () => {
  await context.close();
  expect(foreign).toEqual([]);
  expect(violations).toEqual([]);
});

/** A browser that has never been here. */
async function newVisitor(): Promise<BrowserContext> {
  const visitor = await browser.newContext({ acceptDownloads: true });
  const { origin } = new URL(host.url);
  visitor.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith('blob:')) foreign.push(url);
  });
  visitor.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) violations.push(message.text());
  });
  return visitor;
}

async function open(hash = '', visitor = context): Promise<Page> {
  const page = await visitor.newPage();
  await page.goto(host.url + hash);
  await field(page).first().waitFor();
  return page;
}

/**
 * A visitor's first page, once its worker has it and has given it threads by loading it again. Nothing
 * is asked of the page before that: what a test evaluates counts as the visitor's touch.
 */
async function settle(visitor = context, hash = ''): Promise<Page> {
  const page = await visitor.newPage();
  let loads = 0;
  const twice = new Promise<void>((resolve) => {
    page.on('load', () => {
      if (++loads === 2) resolve();
    });
  });
  await page.goto(host.url + hash);
  await twice;
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await field(page).first().waitFor();
  return page;
}

const field = (page: Page) => page.locator('ol.steps textarea');
const steps = (page: Page): Promise<string[]> =>
  field(page).evaluateAll((areas) => areas.map((area) => (area as HTMLTextAreaElement).value));
const status = (page: Page) => page.getByRole('group', { name: 'The model', exact: true });

async function judged(page: Page): Promise<void> {
  await status(page)
    .getByText(/Judged in/)
    .waitFor({ timeout: 60_000 });
}

async function aboutRun(page: Page): Promise<string> {
  await status(page).getByText('About this run').click();
  return (await status(page).locator('details').textContent()) ?? '';
}

describe('on a plain host, under a sub-path, without any header', () => {
  it('the first visit shows a worked example, and gets threads by one reload of its own', async () => {
    const page = await settle();
    let loads = 0;
    page.on('load', () => loads++);
    expect(await steps(page)).toEqual(examples[0]?.steps);
    await paste(page, solution);
    await judged(page);
    expect(await aboutRun(page)).toMatch(/WebAssembly with [2-9] threads/);
    expect(loads).toBe(0);
  });

  it('a visitor who has begun is not interrupted by that reload', async () => {
    host.stall('service-worker.js');
    const page = await open();
    let loads = 0;
    page.on('load', () => loads++);
    await field(page).first().click();
    await page.keyboard.insertText('typed at once ');
    host.release('service-worker.js');
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await judged(page);
    expect(loads).toBe(0);
    expect(await aboutRun(page)).toContain('WebAssembly with 1 thread');
    expect((await steps(page))[0]).toContain('typed at once');
  });

  it('the second visit takes all but the descriptions from the browser', async () => {
    const first = await settle();
    await paste(first, solution);
    await judged(first);
    host.requests.length = 0;
    const second = await open();
    await paste(second, `${solution} Or so.`);
    await judged(second);
    const asked = host.requests.filter((path) => path !== 'service-worker.js');
    expect(asked.filter((path) => !path.endsWith('.json'))).toEqual([]);
  });

  it('works without a network after one visit, model, formulas and all', async () => {
    const first = await settle();
    await paste(first, solution);
    await judged(first);
    await first.close();
    host.isOffline = true;
    const page = await open();
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await paste(page, 'How much?\n\n1. It is $\\frac{4}{2} = 2$.\n2. And $2 \\times 3 = 6$.');
    await judged(page);
    await page.locator('.steps .katex').first().waitFor();
  });

  it('an update is announced, comes when it is asked for, and forces no other tab', async () => {
    const [working, teaching] = [await settle(), await open()];
    await field(teaching).first().fill('typed in the lesson');
    publishUpdate();
    await working.reload();
    const notice = working.getByText('A new version of this page is ready.');
    await notice.waitFor();
    expect(await description(working)).not.toContain('version two');
    await working.getByRole('button', { name: 'reload now' }).click();
    await expect.poll(() => description(working)).toContain('version two');
    await teaching.getByText('Another tab has switched to a new version').waitFor();
    expect(await description(teaching)).not.toContain('version two');
    expect((await steps(teaching))[0]).toBe('typed in the lesson');
    // What the old version loads later is still there for it.
    host.isOffline = true;
    await paste(teaching, 'How much?\n\n1. It is $\\frac{4}{2} = 2$.');
    await teaching.locator('.steps .katex').first().waitFor();
  });

  it('two tabs at once load the model both, and keep their own texts', async () => {
    const [one, two] = [await settle(), await open()];
    await Promise.all([
      paste(one, 'How many?\n\n1. one 1\n2. two 2'),
      paste(two, 'How many?\n\n1. three 3\n2. four 4'),
    ]);
    await Promise.all([judged(one), judged(two)]);
    expect(await steps(one)).toEqual(['one 1', 'two 2']);
    expect(await steps(two)).toEqual(['three 3', 'four 4']);
  });

  it('back and forward find the text as it was left', async () => {
    const page = await settle();
    await paste(page, solution);
    await judged(page);
    const before = await steps(page);
    await page.goto('about:blank');
    await page.goBack();
    await field(page).first().waitFor();
    expect(await steps(page)).toEqual(before);
    await page.goForward();
    await page.goBack();
    await field(page).first().waitFor();
    expect(await steps(page)).toEqual(before);
  });
});

describe('the model', () => {
  it('goes on from what it had after a reload in mid-download', async () => {
    const page = await settle();
    host.stall(weights);
    await paste(page, solution);
    await expect.poll(() => host.requests).toContain(weights);
    await status(page)
      .getByText(/Downloading the model/)
      .waitFor();
    await expect.poll(() => stored(page, tinyManifest.graph.sha256)).toBe(true);
    await page.reload();
    await field(page).first().waitFor();
    host.release(weights);
    host.requests.length = 0;
    await page.getByRole('button', { name: 'get it now' }).click();
    await judged(page);
    expect(host.requests).toContain(weights);
    expect(host.requests).not.toContain('models/tiny/graph.onnx');
    expect(await steps(page)).toHaveLength(2);
  });

  it('whose file arrives damaged is refused by name, and fetched anew on demand', async () => {
    const page = await settle();
    const broken = readFileSync(join(folder, weights));
    broken[1000] = (broken[1000] ?? 0) ^ 1;
    host.replaced.set(weights, broken);
    await paste(page, solution);
    const alert = page.getByRole('alert');
    await alert.getByText('A file of the model arrived damaged.').waitFor();
    expect(await alert.textContent()).toContain('weights-00.bin');
    host.replaced.delete(weights);
    await page.getByRole('button', { name: 'Try again' }).click();
    await judged(page);
  });

  it('judges all the same where the storage is full, and says what that costs', async () => {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    const { origin } = new URL(host.url);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 2000 });
    await page.goto(host.url);
    await field(page).first().waitFor();
    await paste(page, solution);
    await judged(page);
    expect(await aboutRun(page)).toContain('could not store the model');
  });

  it('whose worker is killed is explained, and comes back with the text untouched', async () => {
    const page = await settle();
    await paste(page, solution);
    await judged(page);
    const engine = page.workers().find((worker) => worker.url().includes('/worker-'));
    await engine?.evaluate(() => {
      setTimeout(() => {
        throw new Error('killed');
      });
    });
    await field(page).first().fill('There are 2 + 2 = 5.');
    await page.getByRole('alert').getByText('The model stopped.', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await judged(page);
    expect((await steps(page))[0]).toBe('There are 2 + 2 = 5.');
  });

  it('goes from one machine to another as a file', async () => {
    const page = await settle();
    await paste(page, solution);
    await judged(page);
    await status(page).getByText('About this run').click();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'save it as a file' }).click();
    const file = await (await saving).path();

    const other = await newVisitor();
    const neighbour = await settle(other);
    host.requests.length = 0;
    const choosing = neighbour.waitForEvent('filechooser');
    await neighbour.getByRole('button', { name: 'load it from a file' }).click();
    await (await choosing).setFiles(file);
    await status(neighbour)
      .getByText(/Judged in|ready/)
      .waitFor({ timeout: 60_000 });
    expect(host.requests.filter((path) => /\.(bin|onnx|deflate)$/.test(path))).toEqual([]);
    await other.close();
  });

  it('is not downloaded over a metered connection before its size was agreed to', async () => {
    await context.addInitScript(() => {
      Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
    });
    const page = await settle();
    await paste(page, solution);
    const button = page.getByRole('button', { name: /^download \d/ });
    await button.waitFor();
    expect(host.requests.filter((path) => /\.(bin|onnx|deflate)$/.test(path))).toEqual([]);
    await button.click();
    await judged(page);
  });
});

describe('a share link', () => {
  const shared = {
    kind: 'solution',
    problem: 'How many rolls?',
    steps: ['First 15 × 12 = 180.', 'Then 180 − 96 = 94.'],
    model: `${tinyManifest.id}@${tinyManifest.version}`,
    prm: [0.97, 0.06],
    aggregation: null,
    threshold: null,
  } as const;

  it('shows the solution with its scores, without the model', async () => {
    const page = await settle(context, (await toShareLink(shared)) ?? '');
    expect(await steps(page)).toEqual(shared.steps);
    await page.locator('li.step.first-error').waitFor();
    expect(host.requests.filter((path) => path.endsWith('.bin'))).toEqual([]);
  });

  it('sets the visitor’s own text aside, also for a later visit', async () => {
    const page = await settle();
    await paste(page, solution);
    await page.evaluate((link) => (location.hash = link), (await toShareLink(shared)) ?? '');
    await expect.poll(() => steps(page)).toEqual(shared.steps);
    await page.reload();
    await page.getByRole('button', { name: 'bring it back' }).click();
    await expect.poll(() => steps(page)).toEqual(['There are 2 + 2 = 4.', 'So 4 × 2 = 8.']);
    expect(await page.getByRole('button', { name: 'bring it back' }).count()).toBe(0);
  });

  it('that is broken is explained, and changes nothing', async () => {
    const page = await open('#s1.rubbish');
    await page.getByText('This link can’t be opened.').waitFor();
    expect(await steps(page)).toEqual(examples[0]?.steps);
  });

  it('is made by the menu, as an address and as a QR code', async () => {
    const page = await settle();
    await paste(page, solution);
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('menuitem', { name: /QR code/ }).click();
    await page.getByRole('img', { name: 'QR code of the link below' }).waitFor();
    const link = await page.getByRole('dialog').getByRole('textbox').inputValue();
    expect(link.startsWith(`${host.url}#s1.`)).toBe(true);
    const other = await open(new URL(link).hash, await newVisitor());
    await expect.poll(() => steps(other)).toEqual(await steps(page));
    await other.context().close();
  });
});

/** Whether the engine's store holds a file. */
function stored(page: Page, sha256: string): Promise<boolean> {
  return page.evaluate(
    async (hash) => (await caches.match(`https://models.invalid/file/${hash}`)) !== undefined,
    sha256,
  );
}

/** What the page says of itself in a place that no script writes to. */
function description(page: Page): Promise<string | null> {
  return page.locator('meta[name="description"]').getAttribute('content');
}

/** Puts another version of the page on the host, as a new build would. */
function publishUpdate(): void {
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  const html = read('index.html').replace(/(name="description"\s+content=")/, '$1version two: ');
  expect(html).toContain('version two');
  // The list names index.html with a hash of its content.
  const worker = read('service-worker.js').replace(
    /("revision":")[0-9a-f]{32}(","url":"index\.html")/,
    `$1${'2'.repeat(32)}$2`,
  );
  expect(worker).toContain('2'.repeat(32));
  host.replaced.set('index.html', Buffer.from(html));
  host.replaced.set('service-worker.js', Buffer.from(worker));
}

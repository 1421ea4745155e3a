import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { PreviewServer } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EngineState } from '../../src/engine/types.ts';
import { bakery } from '../engine/tiny-model.ts';
import { launchChromium } from './chromium.ts';
import { serveHarness } from './harness/serve.ts';
import { serveSite } from './page-site.ts';
import { paste } from './paste.ts';

/** Software computes what a GPU would, and takes its time. */
const patience = 200_000;
const why = 'since WebGPU stopped in the middle of its work';

let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium({ webgpu: true });
});

afterAll(async () => {
  await browser.close();
});

beforeEach(async () => {
  // What a service worker fetches cannot be given another content on its way.
  context = await browser.newContext({ serviceWorkers: 'block' });
  page = await context.newPage();
  page.setDefaultTimeout(patience);
});

afterEach(async () => {
  await context.close();
});

describe('An engine whose GPU is lost in the middle of a scoring', () => {
  let server: PreviewServer;

  beforeAll(async () => {
    server = await serveHarness();
  });

  afterAll(async () => {
    await server.close();
  });

  it('moves to WebAssembly, says so, and answers every call as though nothing had been', async () => {
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    const outcome = await page.evaluate(async (input) => {
      const url = 'models/tiny/manifest.json';
      const scoreWith = async (worker: 'site' | 'losing-gpu') => {
        const engine = window.createTestEngine(worker);
        const states: EngineState[] = [];
        await engine.load(url, { onstate: (state) => states.push(state) });
        const before = states.length;
        const [one, other] = await Promise.all([engine.score(input), engine.score(input)]);
        const later = await engine.score(input);
        const { manifest } = engine;
        engine.dispose();
        return { loaded: states[before - 1], states, results: [one, other, later], manifest };
      };
      return { lost: await scoreWith('losing-gpu'), plain: await scoreWith('site') };
    }, bakery);
    const { lost, plain } = outcome;
    expect(lost.loaded).toMatchObject({ status: 'ready', backend: 'webgpu' });
    expect(lost.states.at(-1)).toMatchObject({
      status: 'ready',
      backend: 'wasm',
      reason: expect.stringContaining(why) as string,
    });
    expect(lost.states.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(lost.manifest?.id).toBe('tiny');
    for (const { backend, steps } of lost.results) {
      expect(backend).toBe('wasm');
      expect(steps).toEqual(plain.results[0]?.steps);
    }
  });
});

describe('A page whose GPU is lost in the middle of a scoring', () => {
  let server: PreviewServer;

  beforeAll(async () => {
    server = await serveSite();
  });

  afterAll(async () => {
    await server.close();
  });

  it(
    'judges the text on WebAssembly, and says why',
    async () => {
      await context.route(/\/assets\/worker-[\w-]+\.js$/, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: `${losableGpu}\n${await response.text()}` });
      });
      await page.goto(server.resolvedUrls?.local[0] ?? '');
      await page.locator('ol.steps textarea').first().waitFor();
      const status = page.getByRole('group', { name: 'The model', exact: true });
      await paste(page, 'How many?\n\n1. There are 2 + 2 = 4.\n2. So 4 × 2 = 8.');
      await status.getByText(/Judged in .* on WebGPU/).waitFor();

      const engine = page.workers().find((worker) => worker.url().includes('/worker-'));
      await engine?.evaluate('loseGpuAtNextWork()');
      const edited = 'There are 2 + 2 = 5.';
      await page.locator('ol.steps textarea').first().fill(edited);
      await status.getByText(/Judged in .* on WebAssembly/).waitFor();
      expect(await page.locator('li.step:not(.unjudged)').count()).toBe(2);
      expect(await page.locator('ol.steps textarea').first().inputValue()).toBe(edited);
      expect(await page.getByRole('alert').count()).toBe(0);
      await status.getByText('About this run').click();
      expect(await status.locator('details').textContent()).toContain(why);
    },
    patience,
  );
});

/** Put before the engine's worker: the software GPU counts as a real one, and can be lost. */
const losableGpu = `
  Object.defineProperty(GPUAdapterInfo.prototype, 'isFallbackAdapter', { get: () => false });
  const { requestDevice } = GPUAdapter.prototype;
  const { submit } = GPUQueue.prototype;
  let device;
  let isLosing = false;
  GPUAdapter.prototype.requestDevice = async function (...options) {
    device = await requestDevice.apply(this, options);
    return device;
  };
  GPUQueue.prototype.submit = function (...commands) {
    submit.apply(this, commands);
    if (isLosing) device.destroy();
  };
  self.loseGpuAtNextWork = () => (isLosing = true);
`;

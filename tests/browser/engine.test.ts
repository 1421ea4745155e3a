import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { PreviewServer } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EngineErrorData, EngineState, ScoreResult } from '../../src/engine/types.ts';
import { bakery, tinyManifest } from '../engine/tiny-model.ts';
import { launchChromium } from './chromium.ts';
import type { HarnessWorker } from './harness/main.ts';
import { serveHarness } from './harness/serve.ts';

const manifestPath = 'models/tiny/manifest.json';
const files = [tinyManifest.graph, tinyManifest.tokenizer, ...tinyManifest.weights];
/** Of the model; what runs it comes on top. */
const modelBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);

let server: PreviewServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** Addresses asked for since the page was opened, by page and workers alike. */
let requests: string[];

beforeAll(async () => {
  [server, browser] = await Promise.all([serveHarness(), launchChromium({ webgpu: true })]);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

beforeEach(async () => {
  context = await browser.newContext();
  page = await context.newPage();
  requests = [];
  context.on('request', (request) => requests.push(request.url()));
  await page.goto(server.resolvedUrls?.local[0] ?? '');
});

afterEach(async () => {
  await context.close();
});

interface Run {
  readonly states: EngineState[];
  readonly result: ScoreResult | null;
  readonly error: EngineErrorData | null;
}

/** Loads the tiny model in a fresh engine, scores the bakery, and disposes of the engine. */
function loadAndScore(worker: HarnessWorker, manifestUrl = manifestPath): Promise<Run> {
  return page.evaluate(
    async ([name, url, input]) => {
      const engine = window.createTestEngine(name);
      const states: EngineState[] = [];
      try {
        await engine.load(url, { onstate: (state) => states.push(state) });
        return { states, result: await engine.score(input), error: null };
      } catch (thrown) {
        return { states, result: null, error: (thrown as { data: EngineErrorData }).data };
      } finally {
        engine.dispose();
      }
    },
    [worker, manifestUrl, bakery] as const,
  );
}

function readyState(states: readonly EngineState[]) {
  const last = states.at(-1);
  if (last?.status !== 'ready') throw new Error(`not ready: ${JSON.stringify(last)}`);
  return last;
}

describe('backends', () => {
  it('WebAssembly and WebGPU agree to within rounding', async () => {
    const gpu = await loadAndScore('software-gpu');
    expect(readyState(gpu.states)).toMatchObject({ backend: 'webgpu', notices: [] });
    const wasm = await loadAndScore('site');
    expect(readyState(wasm.states)).toMatchObject({ backend: 'wasm', notices: [] });
    expect(gpu.result?.steps).toHaveLength(bakery.steps.length);
    gpu.result?.steps.forEach(({ logit }, i) => {
      expect(logit).toBeCloseTo(wasm.result?.steps[i]?.logit ?? NaN, 3);
    });
  });

  it('WebAssembly computes with 8-bit weights where the model has a graph for them', async () => {
    const { states, result } = await loadAndScore('site', 'models/tiny-int8/manifest.json');
    expect(readyState(states)).toMatchObject({ backend: 'wasm', notices: [] });
    expect(result?.steps).toHaveLength(bakery.steps.length);
    expect(requests.some((url) => url.endsWith('graph.wasm.onnx'))).toBe(true);
  });

  it('one that returns wrong numbers is caught by the self-test and replaced', async () => {
    const { states, result } = await loadAndScore('lying-gpu');
    const { backend, reason, notices } = readyState(states);
    expect(backend).toBe('wasm');
    expect(reason).toContain('WebGPU computed wrong numbers');
    expect(notices).toHaveLength(1);
    expect(states.map((state) => 'backend' in state && `${state.status} ${state.backend}`)).toEqual(
      expect.arrayContaining(['testing webgpu', 'compiling wasm', 'testing wasm']),
    );
    expect(result?.backend).toBe('wasm');
  });

  it('software that imitates a GPU is not worth using: the site computes on WebAssembly', async () => {
    const { states } = await loadAndScore('site');
    const { reason, threads } = readyState(states);
    expect(reason).toMatch(
      /^Runs on WebAssembly with \d+ threads?, since WebGPU would only imitate/,
    );
    expect(threads).toBeGreaterThan(1);
  });

  it('load no runtime and no model before they are asked to, and then only their own', async () => {
    const heavy = () => requests.filter((url) => /\.deflate|\.bin|\.onnx|ort/.test(url));
    await page.evaluate(() => window.createTestEngine('site'));
    expect(heavy()).toEqual([]);
    await loadAndScore('site');
    expect(heavy().filter((url) => url.includes('asyncify') || url.includes('webgpu'))).toEqual([]);
    expect(heavy().filter((url) => url.endsWith('.deflate'))).toHaveLength(1);
  });

  it('ask nothing of any other host', async () => {
    await loadAndScore('software-gpu');
    const { origin } = new URL(page.url());
    const own = requests.filter((url) => url.startsWith(origin) || url.startsWith('blob:'));
    expect(requests.filter((url) => !own.includes(url))).toEqual([]);
    expect(own.length).toBeGreaterThan(3);
  });
});

describe('downloads', () => {
  it('are kept: a second load needs no network, not even for the manifest', async () => {
    await loadAndScore('site');
    await context.route(/models\/tiny|\.deflate$/, (route) => route.abort());
    const { states, result } = await loadAndScore('site');
    const [checking] = states;
    if (checking?.status !== 'checking')
      throw new Error(`not checking: ${JSON.stringify(checking)}`);
    const { bytesTotal: total } = checking;
    expect(total).toBeGreaterThan(modelBytes);
    expect(checking.bytesCached).toBe(total);
    const downloaded = states.filter(({ status }) => status === 'downloading').at(-1);
    expect(downloaded).toMatchObject({ bytes: total, fromCache: total });
    expect(result?.steps).toHaveLength(bakery.steps.length);
  });

  it('are counted and deleted', async () => {
    const counts = await page.evaluate(
      async ([url]) => {
        const engine = window.createTestEngine('site');
        const before = await engine.cachedBytes(url);
        await engine.load(url);
        engine.dispose();
        const loaded = await engine.cachedBytes(url);
        await engine.deleteDownloads(url);
        return [before, loaded, await engine.cachedBytes(url)];
      },
      [manifestPath] as const,
    );
    for (const { total } of counts) expect(total).toBeGreaterThan(modelBytes);
    const [before, loaded, after] = counts;
    expect(before?.bytes).toBe(0);
    expect(loaded?.bytes).toBe(loaded?.total);
    expect(after).toEqual(before);
  });

  it('that broke off are continued, by a load in another worker', async () => {
    await context.route(/weights-00\.bin/, (route) => route.abort());
    const broken = await loadAndScore('site');
    expect(broken.error?.code).toBe('network');
    expect(broken.states.at(-1)).toMatchObject({ status: 'failed', error: { code: 'network' } });
    await context.unroute(/weights-00\.bin/);
    const [weights] = tinyManifest.weights;
    await page.evaluate(
      async ([sha256, url]) => {
        // As though 1,000 bytes had arrived: in the store's own form.
        const bytes = (await (await fetch(url)).arrayBuffer()).slice(0, 1000);
        const headers = { 'Content-Length': '1000' };
        const cache = await caches.open('stepwise-models-1');
        await cache.put(
          `https://models.invalid/part/${sha256}/0`,
          new Response(bytes, { headers }),
        );
      },
      [weights?.sha256, `models/tiny/${weights?.path}`] as const,
    );
    const ranges: (string | undefined)[] = [];
    await context.route(/weights-00\.bin/, async (route) => {
      ranges.push(route.request().headers()['range']);
      await route.continue();
    });
    const { states, result } = await loadAndScore('site');
    expect(ranges).toEqual(['bytes=1000-']);
    const fromCache = states.map((state) => ('fromCache' in state ? state.fromCache : 0));
    expect(Math.max(...fromCache)).toBeGreaterThanOrEqual(1000);
    expect(result?.steps).toHaveLength(bakery.steps.length);
  });

  it('that a browser damaged are fetched again', async () => {
    await loadAndScore('site');
    await page.evaluate(async () => {
      const cache = await caches.open('stepwise-models-1');
      const whole = (await cache.keys()).filter(({ url }) => url.includes('/file/'));
      await Promise.all(whole.map((key) => cache.put(key, new Response('rot'))));
    });
    const { states, result } = await loadAndScore('site');
    expect(readyState(states).notices).toEqual([]);
    expect(result?.steps).toHaveLength(bakery.steps.length);
  });

  it('that arrive damaged fail with the file’s name, and leave nothing behind', async () => {
    await context.route(/tokenizer\.json/, (route) =>
      route.fulfill({ body: 'x'.repeat(tinyManifest.tokenizer.bytes) }),
    );
    const { error } = await loadAndScore('site');
    expect(error).toMatchObject({
      code: 'checksum',
      message: expect.stringContaining('tokenizer') as string,
    });
  });
});

describe('calls', () => {
  it('that are cancelled reject at once, and the next one is served', async () => {
    const names = await page.evaluate(
      async ([url, input]) => {
        const engine = window.createTestEngine('site');
        await engine.load(url);
        const controller = new AbortController();
        const cancelled = engine.score(input, { signal: controller.signal });
        controller.abort();
        const early = engine.score(input, { signal: controller.signal });
        const next = engine.score(input);
        const settled = await Promise.allSettled([cancelled, early, next]);
        engine.dispose();
        return settled.map((s) =>
          s.status === 'rejected' ? (s.reason as Error).name : s.value.steps.length,
        );
      },
      [manifestPath, bakery] as const,
    );
    expect(names).toEqual(['AbortError', 'AbortError', bakery.steps.length]);
  });

  it('that wait for a worker which dies all reject, and the next load starts a fresh one', async () => {
    const outcome = await page.evaluate(
      async ([url, input]) => {
        const engine = window.createTestEngine('dying');
        await engine.load(url);
        const settled = await Promise.allSettled([engine.score(input), engine.score(input)]);
        const codes = settled.map((s) =>
          s.status === 'rejected' ? (s.reason as { code: string }).code : 'fulfilled',
        );
        const before = engine.manifest;
        await engine.load(url);
        const after = engine.manifest?.id;
        engine.dispose();
        return { codes, before, after };
      },
      [manifestPath, bakery] as const,
    );
    expect(outcome).toEqual({ codes: ['worker-died', 'worker-died'], before: null, after: 'tiny' });
  });

  it('of an engine that is disposed of or loads anew are cancelled', async () => {
    const outcome = await page.evaluate(
      async ([url, input]) => {
        const name = (error: unknown) => (error as Error).name;
        const engine = window.createTestEngine('site');
        const replaced = engine.load(url).catch(name);
        await engine.load(url);
        const scoring = engine.score(input).catch(name);
        engine.dispose();
        const states: string[] = [];
        const controller = new AbortController();
        const aborted = engine
          .load(url, {
            signal: controller.signal,
            onstate: ({ status }) => {
              states.push(status);
              if (status === 'downloading') controller.abort();
            },
          })
          .catch(name);
        const results = [await replaced, await scoring, await aborted];
        const unloaded = await engine.score(input).catch((e: { code: string }) => e.code);
        return { results, unloaded, last: states.at(-1) };
      },
      [manifestPath, bakery] as const,
    );
    expect(outcome).toEqual({
      results: ['AbortError', 'AbortError', 'AbortError'],
      unloaded: 'input',
      last: 'idle',
    });
  });
});

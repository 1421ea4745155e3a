import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { fileFetch } from '../../scripts/file-fetch.ts';
import { nodeRuntime } from '../../scripts/node-runtime.ts';
import { probabilityFromLogit } from '../../src/core/calibration.ts';
import { MemoryStore } from '../../src/engine/memory-store.ts';
import { Model } from '../../src/engine/model.ts';
import type { OpenModel, Runtime } from '../../src/engine/runtime.ts';
import { selfTestDifference } from '../../src/engine/self-test.ts';
import type { EngineState, ScoreInput } from '../../src/engine/types.ts';
import { FakeRuntime } from './fake-runtime.ts';
import {
  bakery,
  fakeManifest,
  tinyManifest,
  tinyInt8Url,
  tinyTokenizer,
  tinyUrl,
} from './tiny-model.ts';

const never = new AbortController().signal;
const nothing = (): void => undefined;

/** The fake runtime's manifest with the tiny model's files. */
function fakeSurroundings(runtimes: readonly Runtime[]) {
  const manifest = JSON.stringify(fakeManifest());
  return {
    store: new MemoryStore(),
    fetch: (url: URL) =>
      url.href === tinyUrl.href ? Promise.resolve(new Response(manifest)) : fileFetch(url),
    runtimes,
  };
}

describe('Model.load', () => {
  it('goes through its states with their numbers, and opens the files it fetched', async () => {
    const runtime = new FakeRuntime({ backend: 'wasm' });
    const states: EngineState[] = [];
    await Model.load(tinyUrl, fakeSurroundings([runtime]), never, (state) => states.push(state));
    const files = [tinyManifest.graph, tinyManifest.tokenizer, ...tinyManifest.weights];
    const bytesTotal = files.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(states[0]).toEqual({ status: 'checking', bytesCached: 0, bytesTotal });
    const downloading = states.filter(({ status }) => status === 'downloading');
    const all = { status: 'downloading', bytes: bytesTotal, bytesTotal, fromCache: 0 };
    expect(downloading.at(-1)).toEqual(all);
    expect(states.slice(1 + downloading.length).map(({ status }) => status)).toEqual([
      'compiling',
      'testing',
      'ready',
    ]);
    const opened = runtime.opened[0]?.files;
    for (const { path, bytes } of files) expect(opened?.get(path)?.length).toBe(bytes);
  });

  it('counts what it runs on into the download, keeps it, and drops the one before an update', async () => {
    const bytes = new TextEncoder().encode('a runtime');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const module = { path: 'runtime.deflate', bytes: bytes.length, sha256 };
    const old = { path: 'old.deflate', bytes: 3, sha256: '0'.repeat(64) };
    const runtime = new FakeRuntime({ backend: 'wasm', module });
    const surroundings = fakeSurroundings([runtime]);
    await surroundings.store.write(old, Uint8Array.of(1, 2, 3));
    await surroundings.store.writeText('runtime:wasm', old.sha256);
    const fetch = (url: URL) =>
      url.pathname.endsWith(module.path)
        ? Promise.resolve(new Response(bytes))
        : surroundings.fetch(url);
    const states: EngineState[] = [];
    await Model.load(tinyUrl, { ...surroundings, fetch }, never, (state) => states.push(state));
    const files = [tinyManifest.graph, tinyManifest.tokenizer, ...tinyManifest.weights, module];
    expect(states[0]).toMatchObject({
      bytesTotal: files.reduce((sum, file) => sum + file.bytes, 0),
    });
    expect(runtime.opened[0]?.files.get(module.path)).toEqual(bytes);
    expect(await surroundings.store.size(module)).toBe(bytes.length);
    expect(await surroundings.store.size(old)).toBe(0);
  });

  it('loads offline what it has loaded before', async () => {
    const online = fakeSurroundings([new FakeRuntime({ backend: 'wasm' })]);
    await Model.load(tinyUrl, online, never, nothing);
    const states: EngineState[] = [];
    const offline = { ...online, fetch: () => Promise.reject(new TypeError('Failed to fetch')) };
    const model = await Model.load(tinyUrl, offline, never, (state) => states.push(state));
    expect(model.manifest).toEqual(fakeManifest());
    const [checking] = states;
    expect(checking).toMatchObject({ status: 'checking' });
    if (checking?.status === 'checking') expect(checking.bytesCached).toBe(checking.bytesTotal);
  });

  it('drops the files that a new version no longer needs', async () => {
    const surroundings = fakeSurroundings([new FakeRuntime({ backend: 'wasm' })]);
    await Model.load(tinyUrl, surroundings, never, nothing);
    const old = { path: 'old.bin', bytes: 3, sha256: '0'.repeat(64) };
    await surroundings.store.write(old, Uint8Array.of(1, 2, 3));
    const before = { ...fakeManifest(), weights: [...tinyManifest.weights, old] };
    await surroundings.store.writeText(tinyUrl.href, JSON.stringify(before));
    await Model.load(tinyUrl, surroundings, never, nothing);
    expect(await surroundings.store.size(old)).toBe(0);
    expect(await surroundings.store.size(tinyManifest.graph)).toBe(tinyManifest.graph.bytes);
  });

  it('says which field of a broken manifest is at fault', async () => {
    const surroundings = fakeSurroundings([new FakeRuntime({ backend: 'wasm' })]);
    const broken = { ...fakeManifest(), max_tokens: -1 };
    const fetch = () => Promise.resolve(new Response(JSON.stringify(broken)));
    const load = Model.load(tinyUrl, { ...surroundings, fetch }, never, nothing);
    await expect(load).rejects.toMatchObject({
      code: 'manifest',
      detail: expect.stringContaining('max_tokens') as string,
    });
  });

  it('tells in a notice that the storage refused the model', async () => {
    class FullStore extends MemoryStore {
      override write(): Promise<void> {
        return Promise.reject(new DOMException('full', 'QuotaExceededError'));
      }
    }
    const surroundings = fakeSurroundings([new FakeRuntime({ backend: 'wasm' })]);
    let last: EngineState | undefined;
    await Model.load(tinyUrl, { ...surroundings, store: new FullStore() }, never, (state) => {
      last = state;
    });
    expect(last).toMatchObject({
      status: 'ready',
      notices: [expect.stringContaining('could not store')],
    });
  });
});

describe('a model with an ORM', () => {
  it('gives the whole solution a probability, from its last step, if it could read it all', async () => {
    const manifest = fakeManifest();
    const both = { ...manifest, heads: { ...manifest.heads, orm: manifest.heads.prm } };
    const surroundings = fakeSurroundings([new FakeRuntime({ backend: 'wasm' })]);
    const fetch = (url: URL) =>
      url.href === tinyUrl.href ? Promise.resolve(Response.json(both)) : surroundings.fetch(url);
    const model = await Model.load(tinyUrl, { ...surroundings, fetch }, never, nothing);
    const whole = await model.score(bakery, never, nothing);
    // The fake ORM says the opposite of the PRM.
    expect(whole.outcome).toBeCloseTo(probabilityFromLogit(-(whole.steps.at(-1)?.logit ?? NaN), 1));
    const again = await model.score(bakery, never, nothing);
    expect(again).toMatchObject({ outcome: whole.outcome, reusedTokens: whole.tokens });
    const steps = Array.from({ length: 400 }, () => 'There are 2 + 2 = 4 of them.');
    const cut = await model.score({ problem: 'p', steps }, never, nothing);
    expect(cut.steps.length).toBeLessThan(steps.length);
    expect(cut.outcome).toBeNull();
  });

  it('says nothing of the whole where there is no such head', async () => {
    const runtime = new FakeRuntime({ backend: 'wasm' });
    const model = await Model.load(tinyUrl, fakeSurroundings([runtime]), never, nothing);
    expect((await model.score(bakery, never, nothing)).outcome).toBeNull();
  });
});

describe('a model on WebAssembly', () => {
  let model: Model;
  let opened: OpenModel;

  beforeAll(async () => {
    const runtime = nodeRuntime();
    const spied: Runtime = {
      backend: 'wasm',
      module: null,
      obstacle: () => runtime.obstacle(),
      open: async (...given) => (opened = await runtime.open(...given)),
    };
    const surroundings = { store: new MemoryStore(), fetch: fileFetch, runtimes: [spied] };
    model = await Model.load(tinyUrl, surroundings, never, nothing);
  });

  const score = (input: ScoreInput, onprogress: (count: number) => void = nothing) =>
    model.score(input, never, (steps) => {
      onprogress(steps.length);
    });

  it('gives the reference probabilities, at the short and at the full length', async () => {
    // A GPU is tested at both lengths.
    const difference = await selfTestDifference('webgpu', opened, tinyManifest, never);
    expect(difference).toBeLessThan(5e-5);
  });

  it('tells the steps as they are computed, each with its own tokens', async () => {
    const counts: number[] = [];
    const result = await score(bakery, (count) => counts.push(count));
    expect(counts.at(-1)).toBe(3);
    expect(result.steps.map(({ tokens }) => tokens.map(({ text }) => text).join(''))).toEqual(
      bakery.steps,
    );
    for (const { probability, logit, tokens } of result.steps) {
      expect(probability).toBeCloseTo(1 / (1 + Math.exp(-logit)), 6);
      for (const token of tokens) expect(token.probability).toBeGreaterThan(0);
    }
  });

  it('scores an edited solution as it would have from the start', async () => {
    const edited = { ...bakery, steps: [...bakery.steps.slice(0, 1), 'So 84 are left.', 'Done.'] };
    const fresh = await score({ problem: 'Something else.', steps: ['x'] }).then(() =>
      score(edited),
    );
    expect(fresh.reusedTokens).toBeLessThan(10);
    await score(bakery);
    const reused = await score(edited);
    expect(reused.reusedTokens).toBeGreaterThan(tinyTokenizer.encode(bakery.problem).length);
    reused.steps.forEach(({ logit }, i) => {
      expect(logit).toBeCloseTo(fresh.steps[i]?.logit ?? NaN, 4);
    });
  });

  it('scores as many whole steps as fit, and says where the limit lies', async () => {
    const steps = Array.from({ length: 30 }, (_, i) => `Step ${i} of a long solution.`);
    const result = await score({ problem: 'Long.', steps });
    expect(result.limit).toBe(tinyManifest.max_tokens);
    expect(result.tokens).toBeLessThanOrEqual(result.limit);
    expect(result.steps.length).toBeGreaterThan(0);
    expect(result.steps.length).toBeLessThan(30);
    const alone = await score({ problem: 'Long.', steps: steps.slice(0, result.steps.length) });
    expect(alone.steps).toEqual(result.steps);
  });

  it('scores nothing of a problem that fills the model alone, and of no steps', async () => {
    expect((await score({ problem: 'word '.repeat(1000), steps: ['x'] })).steps).toEqual([]);
    expect((await score({ problem: 'p', steps: [] })).steps).toEqual([]);
  });

  it('scores blank steps, emoji and right-to-left text', async () => {
    const { steps } = await score({ problem: '', steps: ['', '🥖🥖', 'שלום', '\uD800'] });
    expect(steps).toHaveLength(4);
    for (const { probability } of steps) expect(probability).toBeGreaterThan(0);
  });
});

describe('a model with a graph of 8-bit products', () => {
  it('computes with it on WebAssembly, and scores nearly the same', async () => {
    const steps = await Promise.all(
      [tinyUrl, tinyInt8Url].map(async (url) => {
        const surroundings = {
          store: new MemoryStore(),
          fetch: fileFetch,
          runtimes: [nodeRuntime()],
        };
        const model = await Model.load(url, surroundings, never, nothing);
        return (await model.score(bakery, never, nothing)).steps;
      }),
    );
    const [plain, int8] = steps.map((list) => list.map(({ probability }) => probability));
    expect(int8).not.toEqual(plain);
    int8?.forEach((probability, i) => {
      expect(Math.abs(probability - (plain?.[i] ?? NaN))).toBeLessThan(0.1);
    });
  });
});

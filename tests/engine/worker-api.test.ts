import { describe, expect, it } from 'vitest';
import { fileFetch } from '../../scripts/file-fetch.ts';
import { MemoryStore } from '../../src/engine/memory-store.ts';
import type { EngineState, StepScore } from '../../src/engine/types.ts';
import { createWorkerApi } from '../../src/engine/worker-api.ts';
import { FakeRuntime, type FakeRuntimeOptions } from './fake-runtime.ts';
import { bakery, fakeManifest, tinyUrl } from './tiny-model.ts';

const nothing = (): void => undefined;

function workerApi(options: Partial<FakeRuntimeOptions> = {}) {
  const manifest = JSON.stringify(fakeManifest());
  return createWorkerApi(() =>
    Promise.resolve({
      store: new MemoryStore(),
      fetch: (url: URL) =>
        url.href === tinyUrl.href ? Promise.resolve(new Response(manifest)) : fileFetch(url),
      runtimes: [new FakeRuntime({ backend: 'wasm', ...options })],
    }),
  );
}

describe('the worker', () => {
  it('answers only after its last message has been heard', async () => {
    const api = workerApi();
    const heard: string[] = [];
    const late = async (state: EngineState) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      heard.push(state.status);
    };
    await api.load(tinyUrl.href, late);
    expect(heard.at(-1)).toBe('ready');
    const counts: number[] = [];
    const { steps } = await api.score(1, bakery, async (known: readonly StepScore[]) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      counts.push(known.length);
    });
    expect(counts.at(-1)).toBe(steps.length);
  });

  it('runs calls one after the other, each with its own answer', async () => {
    const api = workerApi();
    await api.load(tinyUrl.href, nothing);
    const solutions = [1, 2, 3].map((n) => ({ problem: `${n}`, steps: bakery.steps.slice(0, n) }));
    const results = await Promise.all(solutions.map((s, i) => api.score(i, s, nothing)));
    expect(results.map(({ steps }) => steps.length)).toEqual([1, 2, 3]);
  });

  it('cancels the call that is named and no other, whether it runs or waits', async () => {
    const api = workerApi({ tokensPerRun: 1 });
    await api.load(tinyUrl.href, nothing);
    const calls = [1, 2, 3].map((id) => api.score(id, bakery, nothing));
    api.cancel(1);
    api.cancel(3);
    api.cancel(99);
    const settled = await Promise.allSettled(calls);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected']);
  });

  it('throws plain data, which survives the way to the page', async () => {
    const api = workerApi({ failure: new RangeError('no room') });
    const error: unknown = await api.load(tinyUrl.href, nothing).catch((thrown: unknown) => thrown);
    expect(structuredClone(error)).toEqual({
      code: 'internal',
      message: 'Something failed inside the engine.',
      detail: 'RangeError: no room',
    });
  });
});

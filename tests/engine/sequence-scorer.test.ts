import { describe, expect, it } from 'vitest';
import { SequenceScorer } from '../../src/engine/sequence-scorer.ts';
import { FakeModel, foretold } from './fake-runtime.ts';
import { headOnly, tinyManifest } from './tiny-model.ts';

const never = new AbortController().signal;

function setUp(tokensPerRun = 4, manifest = headOnly) {
  const model = new FakeModel(manifest.architecture, tokensPerRun);
  const scorer = new SequenceScorer(model, manifest);
  /** The logits told last, how many were told each time, and how many tokens were reused. */
  const score = async (ids: readonly number[], signal = never) => {
    let logits: number[] = [];
    const told: number[] = [];
    const reused = await scorer.score(Int32Array.from(ids), signal, (known) => {
      logits = [...known.logits];
      nats = known.nats && [...known.nats];
      told.push(known.logits.length);
    });
    return { logits, told, reused };
  };
  let nats: number[] | null = null;
  return { model, score, nats: () => nats };
}

describe('SequenceScorer', () => {
  it('computes a run at a time and tells what is known after each', async () => {
    const { model, score } = setUp();
    const ids = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    const { logits, told, reused } = await score(ids);
    expect(logits).toEqual(foretold(ids));
    expect(told).toEqual([4, 8, 10]);
    expect(model.runs).toEqual([4, 4, 2]);
    expect(reused).toBe(0);
  });

  it('reuses the longest common beginning and computes the rest', async () => {
    const { model, score } = setUp();
    await score([3, 4, 5, 6, 7, 8]);
    model.runs.length = 0;
    const edited = [3, 4, 5, 9, 9, 9, 9, 9];
    const { logits, told, reused } = await score(edited);
    expect(reused).toBe(3);
    expect(told).toEqual([3, 7, 8]);
    expect(logits).toEqual(foretold(edited));
    expect(model.runs).toEqual([4, 1]);
  });

  it('computes nothing for the same sequence, nor for its beginning', async () => {
    const { model, score } = setUp();
    const ids = [3, 4, 5, 6, 7];
    await score(ids);
    model.runs.length = 0;
    expect(await score(ids)).toEqual({ logits: foretold(ids), told: [5], reused: 5 });
    const shorter = ids.slice(0, 2);
    expect(await score(shorter)).toEqual({ logits: foretold(shorter), told: [2], reused: 2 });
    expect(model.runs).toEqual([]);
    // What was beyond the shorter one is gone, and must not be taken for known.
    expect((await score([3, 4, 5, 6, 7])).reused).toBe(2);
  });

  it('starts anew for a sequence that begins differently', async () => {
    const { score } = setUp();
    await score([3, 4, 5]);
    const { logits, reused } = await score([4, 4, 5]);
    expect(reused).toBe(0);
    expect(logits).toEqual(foretold([4, 4, 5]));
  });

  it('tells nothing for an empty sequence', async () => {
    expect(await setUp().score([])).toEqual({ logits: [], told: [], reused: 0 });
  });

  it('stops between two runs when cancelled, and keeps what it has for the next call', async () => {
    const { model, score } = setUp();
    const ids = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    const controller = new AbortController();
    const cancelled = score(ids, controller.signal);
    controller.abort();
    await expect(cancelled).rejects.toThrow('aborted');
    expect(model.runs).toEqual([4]);
    const { logits, reused } = await score(ids);
    expect(reused).toBe(4);
    expect(logits).toEqual(foretold(ids));
  });

  it('forgets the old end when a failed run follows a common beginning', async () => {
    const { model, score } = setUp();
    await score([3, 4, 5, 6]);
    const run = model.run.bind(model);
    model.run = () => Promise.reject(new Error('device lost'));
    await expect(score([3, 4, 9, 9])).rejects.toThrow('device lost');
    model.run = run;
    const { logits, reused } = await score([3, 4, 9, 9]);
    expect(reused).toBe(2);
    expect(logits).toEqual(foretold([3, 4, 9, 9]));
  });

  it('knows the surprise of every token but the first, however the runs are cut', async () => {
    const ids = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    for (const tokensPerRun of [1, 2, 3, 4, 9, 10, 20]) {
      const { score, nats } = setUp(tokensPerRun, tinyManifest);
      expect((await score(ids)).logits).toEqual(foretold(ids));
      expect(nats()).toEqual([0, ...ids.slice(1).map((id) => Math.fround(id / 10))]);
    }
  });

  it('asks the last token that it knows again for the surprise of the next', async () => {
    const { model, score, nats } = setUp(4, tinyManifest);
    await score([3, 4, 5, 6, 7, 8]);
    expect(model.runs).toEqual([4, 3]);
    model.runs.length = 0;
    const edited = [3, 4, 5, 9, 9, 9, 9, 9];
    const { logits, told, reused } = await score(edited);
    expect(reused).toBe(3);
    expect(told).toEqual([3, 7, 8]);
    expect(logits).toEqual(foretold(edited));
    expect(nats()).toEqual([0, ...edited.slice(1).map((id) => Math.fround(id / 10))]);
    expect(model.runs).toEqual([5, 2]);
  });

  it('tells no surprise of a model that has none', async () => {
    const { score, nats } = setUp();
    await score([3, 4, 5]);
    expect(nats()).toBeNull();
  });
});

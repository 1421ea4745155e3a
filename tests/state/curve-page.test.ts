import { flushSync } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Announcer } from '../../src/state/announcer.svelte.ts';
import { CurvePage } from '../../src/state/curve-page.svelte.ts';
import { Model } from '../../src/state/model.svelte.ts';
import { poolTasks } from '../../src/state/pool-tasks.ts';
import { tinyManifest } from '../engine/tiny-model.ts';
import { FakeEngine } from './fake-engine.ts';
import { poolSite } from './pool-site.ts';

const origin = 'http://site.test/';
const fileOf = (...lines: readonly object[]): File =>
  new File([lines.map((line) => JSON.stringify(line)).join('\n')], 'mine.jsonl');

let engine: FakeEngine;
let page: CurvePage;

beforeEach(async () => {
  engine = new FakeEngine();
  const model = new Model(engine, () => false);
  await model.discover(() => Promise.resolve({ url: 'tiny', manifest: tinyManifest }));
  page = new CurvePage(poolTasks, model, new Announcer());
});

describe('the curve page', () => {
  it('shows the recorded pool', async () => {
    await page.start(origin, poolSite());
    flushSync();
    expect(page.status.kind).toBe('open');
    expect(page.pool?.problems).toHaveLength(12);
    expect(page.estimate?.sizes.at(-1)).toBe(64);
    expect(page.available).toContain('orm');
    expect(page.words?.problem).toContain('Fixture');
    expect(page.draws.ballot?.samples).toHaveLength(8);
    expect(page.rows.filter(({ method }) => method === 'pass').at(-1)?.solve_rate).toBe(1);
  });

  it('says that nothing is recorded where nothing is', async () => {
    await page.start(origin, poolSite('pools/index.json'));
    expect(page.status.kind).toBe('none');
    expect(page.pool).toBeNull();
  });

  it('says what is broken in a recorded pool', async () => {
    await page.start(origin, poolSite('numbers.json'));
    expect(page.status).toMatchObject({ kind: 'failed' });
  });

  it('does without a problem’s words where they can’t be fetched', async () => {
    await page.start(origin, poolSite('texts/'));
    expect(page.status.kind).toBe('open');
    expect(page.words).toBeNull();
    expect(await page.sample(0, 0)).toBeNull();
  });

  it('reads the steps another way, and draws anew', async () => {
    await page.start(origin, poolSite());
    page.draws.draw();
    const before = page.estimate?.curves.prm_weighted?.rate[5];
    expect(page.draws.count).toBe(2);
    await page.read({ aggregation: 'mean' });
    expect(page.estimate?.curves.prm_weighted?.rate[5]).not.toBe(before);
    expect(page.draws.count).toBe(0);
  });

  it('switches lines on and off', async () => {
    await page.start(origin, poolSite());
    expect(page.lines).not.toContain('prm_weighted');
    page.toggle('prm_weighted');
    page.toggle('orm');
    expect(page.lines).toContain('prm_weighted');
    expect(page.lines).not.toContain('orm');
  });

  it('hands out a sample with its scores, to be read step by step', async () => {
    await page.start(origin, poolSite());
    const sample = await page.sample(2, 5);
    expect(sample?.steps.length).toBe(sample?.prm?.length);
    expect(sample?.model).toBe('made-up@1');
  });

  it('opens a pool of the visitor’s own, and goes back', async () => {
    await page.start(origin, poolSite());
    const sample = { answer: '1', correct: true, prm: [0.5], orm: 0.5 };
    await page.openFile(fileOf({ id: 'a', samples: [sample, sample] }, { id: 'b' }));
    expect(page.pool?.title).toBe('mine.jsonl');
    expect(page.complaints).toEqual([expect.stringContaining('line 2: samples')]);
    expect(page.estimate?.sizes).toEqual([1, 2]);
    expect(page.canGoBack).toBe(true);
    await page.goBack();
    expect(page.pool?.problems).toHaveLength(12);
    expect(page.complaints).toEqual([]);
  });

  it('keeps the pool on show where a file holds none', async () => {
    await page.start(origin, poolSite());
    await page.openFile(new File(['hello'], 'poem.txt'));
    expect(page.status).toMatchObject({ kind: 'failed' });
    expect(page.complaints).toHaveLength(1);
    expect(page.pool?.problems).toHaveLength(12);
  });

  it('scores what has no scores, pauses, goes on, and keeps everything', async () => {
    const sample = (text: string) => ({ steps: ['It is so 90', text], answer: '1', correct: true });
    await page.openFile(
      fileOf(
        { id: 'a', problem: 'p', samples: [sample('one 80'), sample('two 70')] },
        { id: 'b', problem: 'p', samples: [sample('three 60'), sample('four 50')] },
      ),
    );
    expect(page.available).not.toContain('prm');
    const { scoring } = page;
    if (!scoring) expect.unreachable();
    expect(scoring.total).toBe(4);
    // Paused while the third sample is being read.
    const score = vi.spyOn(engine, 'score').mockImplementation((input, options) => {
      if (score.mock.calls.length === 3) scoring.pause();
      return FakeEngine.prototype.score.call(engine, input, options);
    });
    await scoring.resume();
    score.mockRestore();
    expect(scoring.status.kind).toBe('paused');
    expect(scoring.done).toBe(2);
    expect(scoring.isComplete).toBe(false);
    // The first problem is complete: the figure rests on it alone.
    await vi.waitUntil(() => page.estimate?.problems === 1);
    await scoring.resume();
    expect(scoring.isComplete).toBe(true);
    await vi.waitUntil(() => page.estimate?.problems === 2);
    expect(page.available).toContain('prm');
    const saved = page.ownLines.trimEnd().split('\n');
    expect((JSON.parse(saved[1] ?? '') as { samples: object[] }).samples[1]).toMatchObject({
      steps: ['It is so 90', 'four 50'],
      prm: [0.9, 0.5],
    });
    expect(new Set(engine.scored.map(({ steps }) => steps[1])).size).toBe(4);
  });

  it('loses no text of a sample that is longer than the model reads', async () => {
    engine.reach = 1;
    const steps = ['first 90', 'second 80', 'third 70'];
    await page.openFile(
      fileOf({ id: 'a', problem: 'p', samples: [{ steps, answer: '1', correct: true }] }),
    );
    await page.scoring?.resume();
    expect(page.scoring?.cut).toBe(1);
    expect(page.ownLines).toContain(JSON.stringify(['first 90\nsecond 80\nthird 70']));
  });

  it('says why the scoring stopped, and keeps what it has', async () => {
    await page.openFile(
      fileOf({ id: 'a', samples: [{ steps: ['x 50'], answer: '1', correct: true }] }),
    );
    const { scoring } = page;
    if (!scoring) expect.unreachable();
    engine.failure = 'out-of-memory';
    await scoring.resume();
    // The load failed: the model's own status says so.
    expect(scoring.status.kind).toBe('paused');
    expect(scoring.done).toBe(0);
    engine.failure = null;
    await scoring.resume();
    expect(scoring.isComplete).toBe(true);
  });
});

import { flushSync } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { toCurveLink } from '../../src/core/share-curve.ts';
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
  page = new CurvePage(poolTasks, model, new Announcer(), 7);
});

describe('the curve page', () => {
  it('shows the recorded pool', async () => {
    await page.start(origin, poolSite());
    flushSync();
    expect(page.status.kind).toBe('open');
    expect(page.pool?.problems).toHaveLength(12);
    expect(page.figure.estimate?.sizes.at(-1)).toBe(64);
    expect(page.figure.available).toContain('orm');
    expect(page.words?.problem).toContain('Fixture');
    expect(page.draws.ballot?.samples).toHaveLength(8);
    expect(page.figure.rows.filter(({ method }) => method === 'pass').at(-1)?.solve_rate).toBe(1);
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
    const before = page.figure.estimate?.curves.prm_weighted?.rate[5];
    expect(page.draws.count).toBe(2);
    await page.read({ aggregation: 'mean' });
    expect(page.figure.estimate?.curves.prm_weighted?.rate[5]).not.toBe(before);
    expect(page.draws.count).toBe(1);
  });

  it('switches lines on and off', async () => {
    await page.start(origin, poolSite());
    expect(page.figure.lines).not.toContain('prm_weighted');
    page.figure.toggle('prm_weighted');
    page.figure.toggle('orm');
    expect(page.figure.lines).toContain('prm_weighted');
    expect(page.figure.lines).not.toContain('orm');
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
    expect(page.figure.estimate?.sizes).toEqual([1, 2]);
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
    expect(page.figure.available).not.toContain('prm');
    engine.outcome = 0.25;
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
    await vi.waitUntil(() => page.figure.estimate?.problems === 1);
    await scoring.resume();
    expect(scoring.isComplete).toBe(true);
    await vi.waitUntil(() => page.figure.estimate?.problems === 2);
    expect(page.figure.available).toEqual(expect.arrayContaining(['prm', 'orm']));
    const saved = page.ownLines.trimEnd().split('\n');
    expect((JSON.parse(saved[1] ?? '') as { samples: object[] }).samples[1]).toMatchObject({
      steps: ['It is so 90', 'four 50'],
      prm: [0.9, 0.5],
      orm: 0.25,
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

describe('the samples on show', () => {
  const sample = sampleOf('1');

  it('are those of one set, where the pool names sets', async () => {
    await page.start(origin, poolSite());
    expect(page.sources).toEqual(['Set A', 'Set B']);
    const all = page.figure.estimate?.curves.mean?.rate[0];
    await page.chooseSource('Set B');
    expect(page.pool?.problems.map(({ id }) => id)).toEqual(
      [2, 4, 6, 8, 10, 12].map((at) => `fixture-${at}`),
    );
    expect(page.figure.estimate?.problems).toBe(6);
    expect(page.figure.estimate?.curves.mean?.rate[0]).not.toBe(all);
    await page.chooseProblem(1);
    expect(page.words?.problem).toContain('Fixture 4');
    await page.chooseSource(null);
    expect(page.figure.estimate?.problems).toBe(12);
  });

  it('are of any pool that the site publishes', async () => {
    await page.start(origin, poolSite());
    expect(page.recorded.map(({ title }) => title)).toEqual([
      'Invented samples, for tests',
      'A few of the invented samples',
    ]);
    await page.openRecorded('few');
    expect(page.pool?.problems).toHaveLength(3);
    await page.openFile(fileOf({ id: 'a', samples: [sample] }));
    expect(page.pool?.id).toBeNull();
    await page.goBack();
    expect(page.pool?.id).toBe('few');
  });

  it('are those that were asked for last, whichever came first', async () => {
    await page.start(origin, poolSite());
    const opening = page.openRecorded('few');
    await page.openFile(fileOf({ id: 'a', samples: [sample] }));
    await opening;
    expect(page.pool?.title).toBe('mine.jsonl');
    expect(page.canGoBack).toBe(true);
  });
});

describe('a share link', () => {
  const visit = async (link: string | null, site = poolSite()): Promise<CurvePage> => {
    const model = new Model(engine, () => false);
    const other = new CurvePage(poolTasks, model, new Announcer(), 99);
    await other.start(origin, site, link);
    return other;
  };

  it('shows the figure as it was set up', async () => {
    await page.start(origin, poolSite());
    await page.openRecorded('few');
    await page.read({ aggregation: 'min' });
    await page.chooseSource('Set A');
    page.figure.toggle('orm');
    page.figure.toggle('orm_weighted');
    page.figure.chooseBand('samples');
    page.figure.showPaper(true);
    page.figure.readAt(4);
    const shared = page.sharedCurve ?? expect.unreachable();

    const other = await visit(await toCurveLink(shared));
    expect(other.sharedCurve).toEqual(shared);
    expect(other.followed).toBe('curve');
    expect(other.pool?.problems).toHaveLength(2);
    expect(other.figure.estimate?.sizes[other.figure.at]).toBe(5);
    expect([...other.figure.lines].sort()).toEqual([...page.figure.lines].sort());
    expect(other.figure.estimate?.curves.prm_min?.rate).toEqual(
      page.figure.estimate?.curves.prm_min?.rate,
    );
    expect(other.linkProblem).toBeNull();
  });

  it('makes a draw again', async () => {
    await page.start(origin, poolSite());
    await page.chooseProblem(6);
    page.draws.setSize(5);
    page.draws.draw();
    const shared = page.sharedDraw ?? expect.unreachable();
    expect(shared).toMatchObject({ problem: 'fixture-7', n: 5, seed: 7, draws: 2 });

    const other = await visit(await toCurveLink(shared));
    expect(other.followed).toBe('draw');
    expect(other.draws.ballot).toEqual(page.draws.ballot);
    expect(other.draws.count).toBe(2);
    expect(other.sharedDraw).toEqual(shared);
  });

  it('is followed in a view that is open, too', async () => {
    await page.start(origin, poolSite());
    const shared = { ...(page.sharedCurve ?? expect.unreachable()), n: 3 };
    await page.follow(await toCurveLink({ ...shared, pool: { from: 'site', id: 'few' } }));
    expect(page.pool?.id).toBe('few');
    expect(page.figure.estimate?.sizes[page.figure.at]).toBe(3);
    await page.follow(await toCurveLink({ ...shared, aggregation: 'last' }));
    expect(page.pool?.id).toBe('fixture');
    expect(page.figure.reading.aggregation).toBe('last');
  });

  it('to a file of the visitor’s says that the file is needed, and shows it once it is opened', async () => {
    const lines = [1, 2].map((id) => ({ id, samples: [sampleOf('1'), sampleOf('2')] }));
    await page.openFile(fileOf(...lines));
    await page.chooseProblem(1);
    const shared = page.sharedDraw ?? expect.unreachable();
    expect(shared.pool).toEqual({ from: 'file', name: 'mine.jsonl' });

    const other = await visit(await toCurveLink(shared));
    expect(other.linkProblem).toEqual({ kind: 'file', name: 'mine.jsonl' });
    expect(other.pool?.id).toBe('fixture');
    await other.openFile(fileOf(...lines));
    expect(other.linkProblem).toBeNull();
    expect(other.sharedDraw).toEqual(shared);
  });

  it('that can’t be followed says why, and shows what the site has', async () => {
    const damaged = await visit('#s2.rubbish');
    expect(damaged.linkProblem).toEqual({ kind: 'refused', reason: 'damaged' });
    expect(damaged.pool?.id).toBe('fixture');

    await page.start(origin, poolSite());
    const shared = page.sharedDraw ?? expect.unreachable();
    const elsewhere = { ...shared, pool: { from: 'site' as const, id: 'elsewhere' } };
    expect((await visit(await toCurveLink(elsewhere))).linkProblem).toEqual({
      kind: 'no-pool',
      id: 'elsewhere',
    });
    const gone = await visit(await toCurveLink({ ...shared, problem: 'gone', source: 'Set C' }));
    expect(gone.linkProblem).toEqual({ kind: 'no-problem', id: 'gone' });
    expect(gone.source).toBeNull();
    expect(gone.pool?.problems).toHaveLength(12);

    const bare = await visit(await toCurveLink(shared), poolSite('pools/index.json'));
    expect(bare.status.kind).toBe('none');
    expect(bare.linkProblem?.kind).toBe('no-pool');
  });
});

function sampleOf(answer: string): object {
  return { answer, correct: answer === '1', prm: [0.5], orm: 0.5 };
}

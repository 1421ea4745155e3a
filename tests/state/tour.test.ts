import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { curveSettings, paperReading } from '../../src/core/curve-settings.ts';
import { everySize } from '../../src/core/curve-sizes.ts';
import { readPool, toPoolProblem } from '../../src/core/read-pool.ts';
import { problemRates } from '../../src/core/solve-curves.ts';
import type { Example } from '../../src/state/example.ts';
import { poolTasks } from '../../src/state/pool-tasks.ts';
import { Route } from '../../src/state/route.svelte.ts';
import {
  courseOf,
  fooledJudges,
  lostVotes,
  mixedProblem,
  ranksOf,
} from '../../src/state/tour-cases.ts';
import { emptyNotes, parseNotes } from '../../src/state/tour-notes.ts';
import { TourPage } from '../../src/state/tour-page.svelte.ts';
import { scoreOf, stepsOf, TourPool } from '../../src/state/tour-pool.svelte.ts';
import { addressOf, itinerary, stopBeside, stopNamed } from '../../src/state/tour-stops.ts';
import { examples } from '../../src/views/score/examples/index.ts';
import { FakeStorage } from './fake-storage.ts';
import { poolSite } from './pool-site.ts';

const origin = 'http://site.test/';

/** A problem of samples that are written as answer and scores; the answer '1' is the right one. */
const made = (...samples: readonly [string | null, ...number[]][]) =>
  toPoolProblem(
    readPool(
      JSON.stringify({
        id: 'made',
        samples: samples.map(([answer, ...prm]) => ({
          answer,
          correct: answer === '1',
          ...(prm.length > 0 ? { prm } : { steps: ['Not scored.'] }),
        })),
      }),
    ).records[0] ?? expect.unreachable(),
  );

const times = (count: number, answer: string): [string, number][] =>
  Array.from({ length: count }, () => [answer, 0.5]);

describe('the stops', () => {
  it('have addresses that lead back to them', () => {
    for (const stop of itinerary) {
      const window = { location: { hash: addressOf(stop) }, addEventListener: () => undefined };
      const route = new Route(window);
      expect(route.view).toBe('tour');
      expect(stopNamed(route.stop)).toBe(stop);
    }
    expect(stopNamed('nowhere')).toBeNull();
    expect(stopNamed('')).toBeNull();
  });

  it('follow each other to the end, and not beyond', () => {
    expect(stopBeside('lucky', -1)).toBeNull();
    expect(stopBeside('lucky', 1)).toBe('labels');
    expect(stopBeside('end', -1)).toBe('fooled');
    expect(stopBeside('end', 1)).toBeNull();
  });
});

describe('the notes', () => {
  it('are empty where nothing valid was stored', () => {
    for (const stored of [null, 'lucky', 3, []]) expect(parseNotes(stored)).toEqual(emptyNotes);
  });

  it('fall back field by field', () => {
    const stored = { stop: 'vote', marked: 'second', isMarkedShown: true, rated: [1, 0] };
    expect(parseNotes(stored)).toEqual({ ...emptyNotes, stop: 'vote', isMarkedShown: true });
    expect(parseNotes({ stop: 'gone', marked: -1 })).toEqual({ ...emptyNotes, marked: -1 });
    expect(parseNotes({ rated: [1, null, -1] }).rated).toEqual([1, null, -1]);
    expect(parseNotes({ rated: [2, null, -1] }).rated).toEqual(emptyNotes.rated);
  });
});

describe('the tour', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  const open = (storage: FakeStorage, shelf: readonly Example[] = examples): TourPage =>
    new TourPage(storage, shelf, new TourPool(poolTasks, origin, poolSite()));

  it('begins at the first stop, and keeps its place for the next visit', () => {
    const storage = new FakeStorage();
    const tour = open(storage);
    tour.visit('');
    expect(tour.stop).toBe('lucky');
    tour.visit('vote');
    tour.flush();
    const later = open(storage);
    later.visit('');
    expect(later.stop).toBe('vote');
    later.visit('nowhere');
    expect(later.stop).toBe('vote');
  });

  it('knows who came from another stop', () => {
    const tour = open(new FakeStorage());
    tour.visit('draws');
    expect(tour.hasMoved).toBe(false);
    tour.visit('fooled');
    expect(tour.hasMoved).toBe(true);
    tour.visit('');
    expect(tour.hasMoved).toBe(false);
  });

  it('shows what the model said only to who has marked a step, and takes no mark after', () => {
    const tour = open(new FakeStorage());
    tour.showMarked();
    expect(tour.notes.isMarkedShown).toBe(false);
    tour.mark(-1);
    tour.mark(2);
    tour.showMarked();
    tour.mark(0);
    expect(tour.notes).toMatchObject({ marked: 2, isMarkedShown: true });
    tour.forget('marked');
    expect(tour.notes).toMatchObject({ marked: null, isMarkedShown: false });
  });

  it('compares ratings once all are given, and keeps them over a reload', () => {
    const storage = new FakeStorage();
    const tour = open(storage);
    tour.rate(0, 1);
    tour.rate(2, -1);
    tour.rate(7, -1);
    tour.showRated();
    expect(tour.notes.isRatedShown).toBe(false);
    tour.rate(1, 0);
    tour.showRated();
    tour.rate(1, 1);
    vi.runAllTimers();
    expect(open(storage).notes).toMatchObject({ rated: [1, 0, -1], isRatedShown: true });
    tour.forget('rated');
    expect(tour.isRated).toBe(false);
  });

  it('chooses a solution that is right for the wrong reason, by what is known of it', () => {
    const { lucky } = open(new FakeStorage());
    expect(lucky?.answer).toBe(lucky?.reference);
    expect(lucky?.steps[lucky.truth]).toBeDefined();
    const others = examples.filter(({ id }) => id !== lucky?.id);
    expect(open(new FakeStorage(), others).lucky).toBeNull();
  });
});

describe('a lost vote', () => {
  it('elects one wrong answer; ties and right votes are none', () => {
    const pool = [
      made(...times(2, '2'), ['1', 0.9]),
      made(['2', 0.5], ['1', 0.5]),
      made(...times(2, '1'), ['2', 0.9]),
      made(...times(2, '2'), ['3', 0.9]),
      made([null, 0.5], [null, 0.5]),
    ];
    const { shown, ...counts } = lostVotes(pool, paperReading);
    expect(counts).toEqual({ problems: 5, wrong: 2, avoidable: 1 });
    expect(shown?.problem).toBe(0);
    expect(shown?.ballot.answers).toEqual([
      { answer: 0, votes: 2, right: 0 },
      { answer: 1, votes: 1, right: 1 },
    ]);
  });

  it('is shown where most agree on it, as long as a tenth is right', () => {
    const close = made(...times(6, '2'), ...times(5, '1'));
    const clear = made(...times(8, '2'), ...times(2, '1'));
    const hopeless = made(...times(19, '2'), ['1', 0.5]);
    const shown = (...pool: ReturnType<typeof made>[]): number | undefined =>
      lostVotes(pool, paperReading).shown?.problem;
    expect(shown(close, hopeless, clear)).toBe(2);
    expect(shown(hopeless)).toBe(0);
    expect(shown(made(...times(3, '2')))).toBeUndefined();
    expect(shown()).toBeUndefined();
  });
});

describe('a fooled judge', () => {
  it('prefers a wrong sample to a right one; the most convincing is shown', () => {
    const pool = [
      made(['2', 0.99, 0.99], ['3', 0.1]),
      made(['1', 0.3], ['2', 0.8], ['1', 0.6]),
      made(['1', 0.2], ['2', 0.9], [null, 0.95]),
      made(['1', 0.9], ['2', 0.1]),
      made(['1'], ['2']),
    ];
    expect(fooledJudges(pool, paperReading)).toEqual({
      problems: 4,
      wrong: 3,
      avoidable: 2,
      shown: { problem: 2, wrong: 1, right: 0 },
    });
    expect(fooledJudges(pool.slice(0, 2), paperReading).shown).toEqual({
      problem: 1,
      wrong: 1,
      right: 2,
    });
  });

  it('is not shown where there is none', () => {
    expect(fooledJudges([made(['1', 0.9], ['2', 0.1])], paperReading).shown).toBeNull();
    expect(fooledJudges([made(['1'], ['2'])], paperReading).problems).toBe(0);
  });
});

describe('the ranks of a problem', () => {
  it('are weighed by hand: of four, the best of two', () => {
    const problem = made(['2', 0.9], ['1', 0.2], ['1', 0.6], ['2', 0.4]);
    const ranks = ranksOf(problem, paperReading, 2);
    expect(ranks.map(({ right }) => right)).toEqual([1, 0, 1, 0]);
    // C(i − 1, 1) / C(4, 2) for i from 1 to 4.
    for (const [place, weight] of [0, 1 / 6, 2 / 6, 3 / 6].entries()) {
      expect(ranks[place]?.weight).toBeCloseTo(weight, 12);
    }
  });

  it('add up to best-of-n for every n, ties and missing answers included', () => {
    const sample = fc.tuple(fc.constantFrom('1', '2', null), fc.constantFrom(0.2, 0.5, 0.5, 0.9));
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 9 }), (samples) => {
        const problem = made(...samples);
        const sizes = everySize(samples.length);
        const exact = problemRates(problem, curveSettings([problem], sizes, paperReading));
        for (const [at, n] of sizes.entries()) {
          const ranks = ranksOf(problem, paperReading, n);
          const rate = ranks.reduce((sum, { right, weight }) => sum + right * weight, 0);
          expect(rate).toBeCloseTo(exact.prm_product?.[at] ?? NaN, 9);
          expect(ranks.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
        }
      }),
    );
  });
});

describe('what the tour reads off a pool', () => {
  it('takes the problem that two in five samples solve', () => {
    const pool = [
      made(['1', 0.5], ['1', 0.5]),
      made(['1', 0.5], ['2', 0.5]),
      made(['1'], ['2'], ['2']),
      made(['2', 0.5]),
    ];
    expect(mixedProblem(pool)).toBe(1);
    expect(mixedProblem([made(['1'], ['2'])])).toBe(-1);
    expect(mixedProblem([])).toBe(-1);
  });

  it('sees where a curve is highest', () => {
    expect(courseOf([1, 2, 4], [0.2, 0.5, 0.4])).toEqual({
      first: 0.2,
      last: 0.4,
      peak: 2,
      highest: 0.5,
    });
    expect(courseOf([1, 2, 4], [0.2, 0.3, 0.3]).peak).toBe(2);
    expect(courseOf([1], [0.7])).toEqual({ first: 0.7, last: 0.7, peak: 1, highest: 0.7 });
  });

  it('reads one sample’s steps and score', () => {
    const problem = made(['1', 0.5, 0.4], ['2', 0.9]);
    expect(stepsOf(problem, 0)).toEqual([0.5, 0.4]);
    expect(stepsOf(problem, 1)).toEqual([0.9]);
    expect(scoreOf(problem, 0)).toBeCloseTo(0.2, 12);
    const unscored = made(['1'], ['2']);
    expect(stepsOf(unscored, 0)).toBeNull();
    expect(scoreOf(unscored, 0)).toBeNaN();
  });
});

describe('the recorded samples', () => {
  it('are fetched when they are first asked for, and once', async () => {
    const get = vi.fn(poolSite());
    const pool = new TourPool(poolTasks, origin, get);
    expect(pool.status.kind).toBe('closed');
    await Promise.all([pool.open(), pool.open()]);
    await pool.open();
    expect(get).toHaveBeenCalledTimes(2);
    if (pool.status.kind !== 'open') expect.unreachable();
    const { samples } = pool.status;
    expect(samples.estimate.sizes.at(-1)).toBe(64);
    expect(samples.threshold).toBe(0.5);
    expect(samples.pool.problems[samples.mixed]).toBeDefined();
    expect(samples.votes.problems).toBe(12);
    expect(samples.judges.problems).toBe(12);
  });

  it('say what failed, and come at another try', async () => {
    let missing: string | undefined = 'numbers.json';
    const get: typeof fetch = (...of) => poolSite(missing)(...of);
    const pool = new TourPool(poolTasks, origin, get);
    await pool.open();
    expect(pool.status).toMatchObject({ kind: 'failed' });
    missing = undefined;
    await pool.open();
    expect(pool.status.kind).toBe('open');
  });

  it('may be none', async () => {
    const pool = new TourPool(poolTasks, origin, poolSite('pools/index.json'));
    await pool.open();
    expect(pool.status.kind).toBe('none');
  });

  it('fetch a problem’s words once, and again after a failure', async () => {
    let missing: string | undefined = 'texts/';
    const get = vi.fn<typeof fetch>((...of) => poolSite(missing)(...of));
    const pool = new TourPool(poolTasks, origin, get);
    await pool.open();
    if (pool.status.kind !== 'open') expect.unreachable();
    const opened = pool.status.samples.pool;
    await expect(pool.words(opened, 2)).rejects.toThrow();
    missing = undefined;
    const words = await pool.words(opened, 2);
    expect(words.samples).toHaveLength(64);
    const before = get.mock.calls.length;
    await pool.words(opened, 2);
    expect(get.mock.calls.length).toBe(before);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ballotOf, drawSamples } from '../../src/core/ballot.ts';
import { curveSettings, paperReading } from '../../src/core/curve-settings.ts';
import { findEvidence } from '../../src/core/evidence.ts';
import { readPool, toPoolProblem } from '../../src/core/read-pool.ts';
import { seededRandom } from '../../src/core/seeded-random.ts';
import { problemRates } from '../../src/core/solve-curves.ts';
import { meanOverSubsets } from './subsets.ts';

const pool = readPool(readFileSync('tests/fixtures/pool.jsonl', 'utf8')).records.map(toPoolProblem);

const made = (samples: readonly { answer: string | null; prm: number[]; orm?: number }[]) =>
  toPoolProblem(
    readPool(
      JSON.stringify({
        id: 'made',
        samples: samples.map((one) => ({ ...one, correct: one.answer === '1' })),
      }),
    ).records[0] ?? expect.unreachable(),
  );

describe('a ballot', () => {
  it('counts, ranks and picks', () => {
    const problem = made([
      { answer: '2', prm: [0.9, 0.2], orm: 0.9 },
      { answer: '1', prm: [0.8], orm: 0.1 },
      { answer: '2', prm: [0.5], orm: 0.2 },
      { answer: null, prm: [0.99], orm: 0.99 },
    ]);
    const ballot = ballotOf(problem, [0, 1, 2, 3], paperReading);
    expect(ballot.samples).toEqual([1, 2, 0, 3]);
    expect(ballot.answers).toEqual([
      { answer: 0, votes: 2, right: 0 },
      { answer: 1, votes: 1, right: 1 },
    ]);
    expect(ballot.blank).toBe(1);
    const picks = Object.fromEntries(ballot.picks.map(({ method, right }) => [method, right]));
    // 0.8 for '1' against 0.18 + 0.5 for '2'; the shortest are samples 1 and 2, one of them right.
    expect(picks).toEqual({
      prm_product: 1,
      orm: 0,
      majority: 0,
      prm_weighted: 1,
      orm_weighted: 0,
      shortest: 0.5,
    });
  });

  it('agrees with the exact curves on the average over all subsets', () => {
    const random = seededRandom(2);
    for (const problem of pool.slice(0, 2)) {
      const few = made(
        Array.from({ length: 7 }, (_, sample) => {
          const at = problem.starts[sample] ?? 0;
          const given = problem.answer[sample] ?? -1;
          const answer = given < 0 ? null : given === 0 ? '1' : '2';
          return { answer, prm: [...problem.prm.slice(at, at + 2)], orm: random() };
        }),
      );
      const sizes = [1, 3, 7];
      const rates = problemRates(few, curveSettings([few], sizes, paperReading));
      for (const [at, n] of sizes.entries()) {
        for (const method of ['prm_product', 'orm', 'shortest'] as const) {
          const mean = meanOverSubsets(7, n, (subset) => {
            const picks = ballotOf(few, subset, paperReading).picks;
            return picks.find((pick) => pick.method === method)?.right ?? NaN;
          });
          expect(Math.abs(mean - (rates[method]?.[at] ?? NaN))).toBeLessThan(1e-12);
        }
      }
    }
  });

  it('draws different samples, all with the same chance', () => {
    const random = seededRandom(4);
    const hits = new Int32Array(10);
    for (let i = 0; i < 5000; i++) {
      const drawn = drawSamples(10, 3, random);
      expect(new Set(drawn).size).toBe(3);
      for (const sample of drawn) hits[sample] = (hits[sample] ?? 0) + 1;
    }
    for (const count of hits) expect(Math.abs(count - 1500)).toBeLessThan(150);
  });
});

describe('evidence', () => {
  const problem = made([
    { answer: '2', prm: [0.95] },
    { answer: '1', prm: [0.9, 0.1] },
    { answer: '1', prm: [0.6] },
    { answer: '1', prm: [0.7] },
  ]);

  it('names favourites that are wrong, votes that differ, and right answers that are doubted', () => {
    const { disagreements, convincing, doubted } = findEvidence([problem], paperReading, 0.5);
    expect(disagreements).toEqual([
      {
        problem: 0,
        favourite: 0,
        score: expect.closeTo(0.95, 12) as number,
        isFavouriteRight: false,
        voted: 3,
        votes: 3,
        isVoteRight: true,
      },
    ]);
    expect(convincing.map(({ sample }) => sample)).toEqual([0]);
    expect(doubted).toMatchObject([{ sample: 1, step: 1, probability: 0.1 }]);
  });

  it('is empty where nothing is scored', () => {
    const unscored = { ...problem, prm: problem.prm.map(() => NaN) };
    expect(findEvidence([unscored], paperReading, 0.5)).toEqual({
      disagreements: [],
      convincing: [],
      doubted: [],
    });
  });
});

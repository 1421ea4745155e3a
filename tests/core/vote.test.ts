import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PoolProblem } from '../../src/core/pool.ts';
import { seededRandom } from '../../src/core/seeded-random.ts';
import { countVotes, leaders, voteCurves, voteWeights } from '../../src/core/vote.ts';
import { meanOverSubsets } from './subsets.ts';

/** A problem whose samples give these answers; answer 0 is right, −1 is none. */
function problemOf(answer: readonly number[]): PoolProblem {
  const size = answer.length;
  return {
    id: 'p',
    source: null,
    answers: ['a', 'b', 'c'],
    answer: Int32Array.from(answer),
    right: Uint8Array.from(answer, (given) => Number(given === 0)),
    starts: new Int32Array(size + 1),
    prm: new Float64Array(),
    neutral: null,
    orm: new Float64Array(size),
  };
}

/** The chance that a vote among these samples is right, ties sharing evenly. */
function outcome(problem: PoolProblem, weights: Float64Array, samples: readonly number[]): number {
  const first = leaders(countVotes(problem, weights, samples));
  return first.length === 0 ? 0 : Number(first.includes(0)) / first.length;
}

const answers = fc.array(fc.integer({ min: -1, max: 2 }), { minLength: 1, maxLength: 8 });

describe('a vote', () => {
  it('goes to the answer with the most samples', () => {
    const problem = problemOf([1, 0, 0, -1, -1, -1]);
    const all = [0, 1, 2, 3, 4, 5];
    expect(leaders(countVotes(problem, voteWeights(null, 6), all))).toEqual([0]);
    expect(leaders(countVotes(problem, voteWeights(null, 6), [3, 4]))).toEqual([]);
    expect(leaders(countVotes(problem, voteWeights(null, 6), [0, 1]))).toEqual([0, 1]);
  });

  it('goes by weight where there are scores, a sample without score counting least', () => {
    const problem = problemOf([1, 0, 0]);
    const weigh = (...scores: number[]) => voteWeights(Float64Array.from(scores), 3);
    expect(leaders(countVotes(problem, weigh(0.9, 0.4, 0.4), [0, 1, 2]))).toEqual([1]);
    expect(leaders(countVotes(problem, weigh(0.1, NaN, NaN), [0, 1, 2]))).toEqual([1]);
    expect(leaders(countVotes(problem, weigh(0, 0, 0), [0, 1, 2]))).toEqual([0]);
    expect(leaders(countVotes(problem, weigh(0.3, 0.1, 0.2), [0, 1, 2]))).toEqual([0, 1]);
  });
});

describe('vote curves', () => {
  it('give every subset of n the same chance, as brute force does', () => {
    fc.assert(
      fc.property(answers, fc.infiniteStream(fc.constantFrom(0, 0.2, 0.5, 1)), (given, stream) => {
        const problem = problemOf(given);
        const scores = Float64Array.from(given, () => stream.next().value as number);
        const weightings = [voteWeights(null, given.length), voteWeights(scores, given.length)];
        const sizes = given.map((_, i) => i + 1);
        const draws = 2000;
        const curves = voteCurves(problem, weightings, sizes, draws, seededRandom(3));
        for (const [w, weights] of weightings.entries()) {
          for (const n of sizes) {
            const expected = meanOverSubsets(given.length, n, (subset) =>
              outcome(problem, weights, subset),
            );
            expect(Math.abs((curves[w]?.[n - 1] ?? NaN) - expected)).toBeLessThan(0.06);
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  it('count exactly what the votes say in each order', () => {
    // One order only: the curve is then the vote among the first n of it, which must be 0, ½ or 1.
    const problem = problemOf([0, 1, 2, 0, 1, 2, 0, 0]);
    const one = voteWeights(null, 8);
    const [curve] = voteCurves(problem, [one], [1, 2, 4, 8], 1, seededRandom(1));
    expect(curve?.at(-1)).toBe(1);
    for (const rate of curve ?? []) expect([0, 1 / 3, 0.5, 1]).toContain(rate);
  });

  it('do not depend on which n are asked for', () => {
    // Few n are counted otherwise than every n; both must say the same, ties included.
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1, max: 2 }), { minLength: 9, maxLength: 40 }),
        fc.infiniteStream(fc.constantFrom(0, 0.1, 0.2, 0.3, 1)),
        (given, stream) => {
          const problem = problemOf(given);
          const weightings = Array.from({ length: 4 }, () =>
            voteWeights(
              Float64Array.from(given, () => stream.next().value as number),
              given.length,
            ),
          );
          const sizes = given.map((_, i) => i + 1);
          const every = voteCurves(problem, weightings, sizes, 20, seededRandom(5));
          const some = voteCurves(problem, weightings, [2, 9, given.length], 20, seededRandom(5));
          for (const [w, curve] of some.entries()) {
            expect([...curve]).toEqual([every[w]?.[1], every[w]?.[8], every[w]?.at(-1)]);
          }
        },
      ),
    );
  });
});

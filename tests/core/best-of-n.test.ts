import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BestOfN, bestRankWeights } from '../../src/core/best-of-n.ts';
import { passAtEach } from '../../src/core/pass-at-n.ts';
import { seededRandom } from '../../src/core/seeded-random.ts';
import { shuffle } from '../../src/core/vote.ts';
import { meanOverSubsets } from './subsets.ts';

interface Sample {
  readonly score: number;
  readonly right: boolean;
  readonly parsed: boolean;
}

// Few different scores, so that ties are common, NaN and minus infinity among them.
const sample: fc.Arbitrary<Sample> = fc.record({
  score: fc.constantFrom(NaN, -Infinity, -2, 0.1, 0.3, 0.5, 0.9),
  right: fc.boolean(),
  parsed: fc.boolean(),
});
const samples = fc.array(sample, { minLength: 1, maxLength: 9 });

function exact(pool: readonly Sample[], n: number): number {
  const scores = Float64Array.from(pool, ({ score }) => score);
  const [rate] = new BestOfN(pool.length, [n]).rates(scores, {
    right: Uint8Array.from(pool, ({ right, parsed }) => Number(right && parsed)),
    answer: Int32Array.from(pool, ({ parsed }) => (parsed ? 0 : -1)),
  });
  return rate ?? NaN;
}

const passAtN = (size: number, count: number, n: number): number =>
  passAtEach(size, count, [n])[0] ?? NaN;

/** How a sample ranks: without an answer lowest, then without a score, then by score. */
function compare(a: Sample, b: Sample): number {
  if (a.parsed !== b.parsed) return a.parsed ? 1 : -1;
  if (!a.parsed) return 0;
  const [x, y] = [a.score, b.score];
  if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(y)) - Number(Number.isNaN(x));
  return x === y ? 0 : x > y ? 1 : -1;
}

/** The share of right samples among a subset's best. */
function brute(pool: readonly Sample[], subset: readonly number[]): number {
  const drawn = subset.flatMap((i) => pool[i] ?? []);
  const best = drawn.filter((one) => drawn.every((other) => compare(one, other) >= 0));
  return best.filter(({ right, parsed }) => right && parsed).length / best.length;
}

const right = (scores: readonly [number, boolean][]): Sample[] =>
  scores.map(([score, isRight]) => ({ score, right: isRight, parsed: true }));

describe('best-of-n', () => {
  it('gives what a hand calculation gives', () => {
    // Best first: wrong, right, wrong. n = 2: the best is the wrong one in 2 of 3 pairs.
    const pool = right([
      [0.1, false],
      [0.5, true],
      [0.9, false],
    ]);
    expect(exact(pool, 1)).toBeCloseTo(1 / 3, 14);
    expect(exact(pool, 2)).toBeCloseTo(1 / 3, 14);
    expect(exact(pool, 3)).toBe(0);
  });

  it('agrees with brute force over all subsets, ties, NaN and missing answers included', () => {
    fc.assert(
      fc.property(samples, (pool) => {
        for (let n = 1; n <= pool.length; n++) {
          const expected = meanOverSubsets(pool.length, n, (subset) => brute(pool, subset));
          expect(Math.abs(exact(pool, n) - expected)).toBeLessThan(1e-12);
        }
      }),
    );
  });

  it('does not depend on the order of the samples, nor on the scale of the scores', () => {
    fc.assert(
      fc.property(samples, (pool) => {
        const turned = pool.toReversed().map((one) => ({ ...one, score: 3 * one.score }));
        for (let n = 1; n <= pool.length; n++) {
          expect(exact(turned, n)).toBeCloseTo(exact(pool, n), 13);
        }
      }),
    );
  });

  it('rises with n for a perfect judge, and is pass@n', () => {
    const pool = right(Array.from({ length: 40 }, (_, i) => [i % 5 === 0 ? 1 : 0, i % 5 === 0]));
    for (let n = 1; n <= 40; n++) expect(exact(pool, n)).toBeCloseTo(passAtN(40, 8, n), 12);
  });

  it('lies within the noise of 400 shuffles, which is how the paper measured it', () => {
    const random = seededRandom(7);
    const pool: Sample[] = Array.from({ length: 300 }, () => {
      const isRight = random() < 0.4;
      return { score: random() + (isRight ? 0.3 : 0), right: isRight, parsed: random() < 0.9 };
    });
    const order = Int32Array.from(pool.keys());
    for (const n of [3, 30, 150]) {
      let sum = 0;
      for (let draw = 0; draw < 400; draw++) {
        shuffle(order, random);
        sum += brute(pool, Array.from(order.subarray(0, n)));
      }
      const rate = exact(pool, n);
      const noise = Math.sqrt((rate * (1 - rate)) / 400);
      expect(Math.abs(sum / 400 - rate)).toBeLessThan(4 * noise + 1e-9);
    }
  });
});

describe('the weights of ranks', () => {
  it('sum to one and never overflow', () => {
    for (const size of [1, 2, 57, 1860]) {
      for (const n of new Set([1, 2, 7, Math.ceil(size / 2), size - 1, size])) {
        if (n < 1 || n > size) continue;
        const sum = bestRankWeights(size, n).reduce((a, b) => a + b, 0);
        expect(Math.abs(sum - 1)).toBeLessThan(1e-12);
      }
    }
  });
});

describe('pass@n', () => {
  it('agrees with brute force over all subsets', () => {
    for (let size = 1; size <= 9; size++) {
      for (let count = 0; count <= size; count++) {
        for (let n = 1; n <= size; n++) {
          const any = meanOverSubsets(size, n, (subset) => Number(subset.some((i) => i < count)));
          expect(Math.abs(passAtN(size, count, n) - any)).toBeLessThan(1e-12);
        }
      }
    }
  });

  it('agrees with the published estimator', () => {
    // Chen et al. 2021, figure 3: 1 - prod(1 - k / arange(n - c + 1, n + 1)).
    expect(passAtN(200, 10, 1)).toBeCloseTo(0.05, 14);
    expect(passAtN(200, 10, 100)).toBeCloseTo(0.9992289739372822, 13);
    expect(passAtN(5, 2, 3)).toBeCloseTo(0.9, 14);
  });
});

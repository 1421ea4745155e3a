import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/core/seeded-random.ts';
import { ScoreOrder } from '../../src/core/score-order.ts';

/** The scores in the order that was found, and whether equal ones are as they came. */
function sorted(order: ScoreOrder, scores: readonly number[]): number[] {
  order.scores.set(scores);
  const places = Array.from(order.sort(scores.length));
  expect([...places].sort((a, b) => a - b)).toEqual([...scores.keys()]);
  return places.map((place) => scores[place] ?? NaN);
}

const ascending = (scores: readonly number[]): number[] => scores.toSorted((a, b) => a - b);

describe('the order of scores', () => {
  it('is ascending for any numbers, again and again in the same memory', () => {
    const order = new ScoreOrder(40);
    const number = fc.oneof(
      fc.double({ noNaN: true }),
      fc.double({ noNaN: true, min: 0, max: 1 }),
      // Differences in the last bits only, and none at all.
      fc.integer({ min: 0, max: 3 }).map((n) => 0.75 + n * 2 ** -50),
      fc.constantFrom(0, -1, -Infinity, Infinity, 5e-324, -5e-324),
    );
    fc.assert(
      fc.property(fc.array(number, { maxLength: 40 }), (scores) => {
        const plain = scores.map((score) => score + 0);
        expect(sorted(order, plain)).toEqual(ascending(plain));
      }),
      { numRuns: 300 },
    );
  });

  it('is found where all scores agree in their upper half', () => {
    const random = seededRandom(11);
    const scores = Array.from({ length: 5000 }, () => 1 - random() * 2 ** -24);
    expect(new Set(scores.map((score) => score.toFixed(6))).size).toBe(1);
    expect(sorted(new ScoreOrder(5000), scores)).toEqual(ascending(scores));
  });

  it('keeps equal scores as they came', () => {
    const order = new ScoreOrder(6);
    order.scores.set([0.5, 0.2, 0.5, 0.2, 0.5, 0.1]);
    expect(Array.from(order.sort(6))).toEqual([5, 1, 3, 0, 2, 4]);
    expect(Array.from(order.sort(2))).toEqual([1, 0]);
    expect(Array.from(order.sort(0))).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregationNames, aggregations, logProduct } from '../../src/core/aggregate.ts';

const probability = fc.double({ min: 0, max: 1, noNaN: true });

describe('aggregations', () => {
  it('give what a hand calculation gives', () => {
    const steps = [0.9, 0.5, 0.8];
    expect(aggregations.product(steps)).toBeCloseTo(0.36, 12);
    expect(aggregations.min(steps)).toBe(0.5);
    expect(aggregations.last(steps)).toBe(0.8);
    expect(aggregations.mean(steps)).toBeCloseTo(2.2 / 3, 12);
  });

  it('agree with brute force and stay between 0 and 1', () => {
    fc.assert(
      fc.property(fc.array(probability, { minLength: 1, maxLength: 12 }), (steps) => {
        let product = 1;
        for (const p of steps) product *= p;
        expect(aggregations.product(steps)).toBeCloseTo(product, 9);
        expect(aggregations.min(steps)).toBe([...steps].sort((a, b) => a - b)[0]);
        for (const name of aggregationNames) {
          const score = aggregations[name](steps);
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('give NaN for no steps, since a solution without steps has no score', () => {
    for (const name of aggregationNames) expect(aggregations[name]([])).toBeNaN();
    expect(logProduct([])).toBeNaN();
  });

  it('pass a NaN on rather than hide it', () => {
    for (const name of ['product', 'min', 'mean'] as const) {
      expect(aggregations[name]([0.5, NaN, 0.7])).toBeNaN();
    }
  });

  it('do not underflow over fifty improbable steps', () => {
    const steps = Array.from({ length: 50 }, () => 1e-6);
    expect(aggregations.product(steps)).toBeGreaterThan(0);
    expect(Math.log10(aggregations.product(steps))).toBeCloseTo(-300, 6);
  });

  it('keep products apart that a double cannot hold, by their logarithm', () => {
    const many = (p: number): number[] => Array.from({ length: 5000 }, () => p);
    expect(aggregations.product(many(1e-3))).toBe(0);
    expect(logProduct(many(2e-3))).toBeGreaterThan(logProduct(many(1e-3)));
    expect(logProduct([0.5, 0])).toBe(-Infinity);
    expect(aggregations.product([0.5, 0])).toBe(0);
  });

  it('take ten thousand steps', () => {
    const steps = Array.from({ length: 10_000 }, () => 1);
    for (const name of aggregationNames) expect(aggregations[name](steps)).toBe(1);
  });
});

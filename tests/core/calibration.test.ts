import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { probabilityFromLogit, tradeoffAt } from '../../src/core/calibration.ts';

describe('probabilityFromLogit', () => {
  it('gives the logistic function of the logit over the temperature', () => {
    expect(probabilityFromLogit(0, 1)).toBe(0.5);
    expect(probabilityFromLogit(Math.log(3), 1)).toBeCloseTo(0.75, 12);
    expect(probabilityFromLogit(2 * Math.log(3), 2)).toBeCloseTo(0.75, 12);
    expect(probabilityFromLogit(-Math.log(3), 1)).toBeCloseTo(0.25, 12);
  });

  it('neither overflows nor leaves 0 to 1, and rises with the logit', () => {
    expect(probabilityFromLogit(Infinity, 1)).toBe(1);
    expect(probabilityFromLogit(-Infinity, 1)).toBe(0);
    expect(probabilityFromLogit(-1000, 1)).toBeGreaterThanOrEqual(0);
    const logit = fc.double({ noNaN: true });
    fc.assert(
      fc.property(logit, logit, fc.double({ min: 0.01, max: 100, noNaN: true }), (a, b, t) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(probabilityFromLogit(low, t)).toBeLessThanOrEqual(probabilityFromLogit(high, t));
        expect(probabilityFromLogit(a, t) + probabilityFromLogit(-a, t)).toBeCloseTo(1, 12);
      }),
    );
  });
});

describe('tradeoffAt', () => {
  const measured = [
    { threshold: 0.2, errors_found: 0.3, right_spared: 0.9 },
    { threshold: 0.4, errors_found: 0.5, right_spared: 0.8 },
    { threshold: 0.8, errors_found: 0.9, right_spared: 0.4 },
  ];

  it('interpolates between the thresholds that were measured', () => {
    const between = tradeoffAt(measured, 0.5);
    expect(between?.threshold).toBe(0.5);
    expect(between?.errors_found).toBeCloseTo(0.6, 12);
    expect(between?.right_spared).toBeCloseTo(0.7, 12);
  });

  it('gives the measured points themselves', () => {
    for (const point of measured) {
      const found = tradeoffAt(measured, point.threshold);
      expect(found?.errors_found).toBeCloseTo(point.errors_found, 12);
      expect(found?.right_spared).toBeCloseTo(point.right_spared, 12);
    }
  });

  it('is constant beyond both ends', () => {
    expect(tradeoffAt(measured, 0)).toEqual({ ...measured[0], threshold: 0 });
    expect(tradeoffAt(measured, 1)).toEqual({ ...measured[2], threshold: 1 });
  });

  it('is null where nothing was measured, and takes a single point', () => {
    expect(tradeoffAt([], 0.5)).toBeNull();
    expect(tradeoffAt(measured.slice(0, 1), 0.9)?.errors_found).toBe(0.3);
  });
});

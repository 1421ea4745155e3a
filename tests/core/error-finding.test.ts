import { describe, expect, it } from 'vitest';
import { errorFinding, f1Interval } from '../../src/core/error-finding.ts';

const findings = [
  { truth: 2, named: 2 },
  { truth: 2, named: 1 },
  { truth: 0, named: -1 },
  { truth: 1, named: 1 },
  { truth: -1, named: -1 },
  { truth: -1, named: 3 },
  { truth: -1, named: -1 },
  { truth: -1, named: -1 },
];

describe('how a judge fares', () => {
  it('is the harmonic mean of first errors found and right solutions spared', () => {
    expect(errorFinding(findings)).toEqual({ wrong: 4, found: 2, right: 4, spared: 3, f1: 0.6 });
  });

  it('is 0 for a judge that always accuses wrongly, and for one that never accuses', () => {
    const all = (named: number) => findings.map(({ truth }) => ({ truth, named }));
    expect(errorFinding(all(9)).f1).toBe(0);
    expect(errorFinding(all(-1))).toMatchObject({ found: 0, spared: 4, f1: 0 });
  });

  it('is not known without solutions of either kind', () => {
    expect(errorFinding([]).f1).toBeNaN();
    expect(errorFinding(findings.slice(0, 4)).f1).toBeNaN();
  });
});

describe('the interval', () => {
  const many = Array.from({ length: 20 }, () => findings).flat();

  it('lies around the figure, the same at each call, and narrows with more solutions', () => {
    const { low, high } = f1Interval(many);
    expect(low).toBeLessThan(0.6);
    expect(high).toBeGreaterThan(0.6);
    expect(f1Interval(many)).toEqual({ low, high });
    const few = f1Interval(many.slice(0, 40));
    expect(few.high - few.low).toBeGreaterThan(high - low);
  });

  it('is not known where the figure is not', () => {
    expect(f1Interval([])).toEqual({ low: NaN, high: NaN });
  });
});

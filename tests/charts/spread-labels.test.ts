import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadLabels } from '../../src/charts/spread-labels.ts';

describe('labels', () => {
  it('stay where they want to be where there is room', () => {
    expect(spreadLabels([50, 10, 90], 17, 0, 100)).toEqual([50, 10, 90]);
  });

  it('move apart evenly around where they want to be', () => {
    expect(spreadLabels([50, 50], 10, 0, 100)).toEqual([45, 55]);
    expect(spreadLabels([0, 2], 10, 0, 100)).toEqual([0, 10]);
    expect(spreadLabels([99, 100, 98], 10, 0, 100)).toEqual([90, 100, 80]);
  });

  it('keep their distance, their order and their bounds', () => {
    const wanted = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 8 });
    fc.assert(
      fc.property(wanted, (places) => {
        const placed = spreadLabels(places, 10, 0, 100);
        const pairs = places.map((want, i) => ({ want, at: placed[i] ?? NaN }));
        pairs.sort((a, b) => a.at - b.at);
        for (const [i, pair] of pairs.entries()) {
          expect(pair.at).toBeGreaterThanOrEqual(0);
          expect(pair.at).toBeLessThanOrEqual(100);
          const before = pairs[i - 1];
          if (!before) continue;
          expect(pair.at - before.at).toBeGreaterThanOrEqual(10 - 1e-9);
          expect(pair.want).toBeGreaterThanOrEqual(before.want);
        }
      }),
    );
  });
});

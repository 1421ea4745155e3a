import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { aggregationNames, aggregations, logProduct } from '../../src/core/aggregate.ts';
import { problemBand, resampleProblems, sampleBand } from '../../src/core/band.ts';
import { curveSettings, paperReading } from '../../src/core/curve-settings.ts';
import { curveSizes, everySize, smallestPool } from '../../src/core/curve-sizes.ts';
import { curveCsv, curveRows } from '../../src/core/curve-table.ts';
import { prmRanks, type PoolProblem } from '../../src/core/pool.ts';
import { readPool, toPoolProblem } from '../../src/core/read-pool.ts';
import { seededRandom } from '../../src/core/seeded-random.ts';
import { methodNames, needs, solveCurves } from '../../src/core/solve-curves.ts';

const fixture = readPool(readFileSync('tests/fixtures/pool.jsonl', 'utf8')).records;
const pool = fixture.map(toPoolProblem);

const drawn = (problems: readonly PoolProblem[], sizes: readonly number[]) =>
  solveCurves(problems, curveSettings(problems, sizes, paperReading));

describe('solve curves', () => {
  const sizes = everySize(64);
  const curves = drawn(pool, sizes);

  it('exist for every method of a fully scored pool, all starting from the same rate', () => {
    const mean = curves.mean?.rate[0] ?? NaN;
    for (const method of methodNames) {
      expect(curves[method]?.rate).toHaveLength(64);
      expect(curves[method]?.rate[0]).toBeCloseTo(mean, 12);
    }
  });

  it('lie between 0 and the ceiling, within their bands', () => {
    for (const method of methodNames) {
      const { rate, samples, problems } = curves[method] ?? expect.unreachable();
      for (const at of sizes.keys()) {
        const value = rate[at] ?? NaN;
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual((curves.pass?.rate[at] ?? 0) + 0.02);
        for (const band of [samples, problems]) {
          expect(band.low[at]).toBeLessThanOrEqual(value + 1e-12);
          expect(band.high[at]).toBeGreaterThanOrEqual(value - 1e-12);
        }
      }
    }
  });

  it('have no band for the choice of samples where there is no choice', () => {
    // Without ties, one subset of 64 gives one outcome a problem.
    const { samples } = curves.prm_product ?? expect.unreachable();
    expect((samples.high[63] ?? 1) - (samples.low[63] ?? 0)).toBeLessThan(1e-9);
    expect((samples.high[7] ?? 0) - (samples.low[7] ?? 0)).toBeGreaterThan(0.05);
  });

  it('are the same numbers each time, whichever n are asked for', () => {
    const some = drawn(pool, [1, 8, 64]);
    for (const method of methodNames) {
      expect(some[method]?.rate[1]).toBe(curves[method]?.rate[7]);
      expect(some[method]?.problems.low[1]).toBe(curves[method]?.problems.low[7]);
    }
  });

  it('leave out what the pool has no scores for', () => {
    const unjudged = pool.map((problem) => ({
      ...problem,
      prm: problem.prm.map(() => NaN),
      orm: problem.orm.map(() => NaN),
    }));
    const found = Object.keys(drawn(unjudged, [1, 4]));
    expect(found).toEqual(methodNames.filter((method) => needs(method) === 'nothing'));
    expect(drawn([], [])).toEqual({});
  });

  it('are written as CSV with a row for each method and n', () => {
    const lines = curveCsv(curveRows(curves, sizes, 'problems'))
      .trimEnd()
      .split('\n');
    expect(lines[0]).toBe('method,n,solve_rate,low,high');
    expect(lines).toHaveLength(1 + methodNames.length * 64);
    expect(lines[1]).toMatch(/^prm_product,1,0\.\d+,0\.\d+,0\.\d+$/);
  });
});

describe('the scores of a pool', () => {
  it('rank as the aggregations say', () => {
    for (const problem of pool.slice(0, 3)) {
      for (const aggregation of aggregationNames) {
        const ranks = prmRanks(problem, { aggregation, neutral: 'positive' });
        for (const [sample, rank] of ranks.entries()) {
          const steps = [...problem.prm.slice(problem.starts[sample], problem.starts[sample + 1])];
          const expected =
            aggregation === 'product' ? logProduct(steps) : aggregations[aggregation](steps);
          expect(rank).toBeCloseTo(expected, 12);
        }
      }
    }
  });

  it('keep products apart that a double cannot hold', () => {
    const many = (p: number): number[] => Array.from({ length: 900 }, () => p);
    const sample = (p: number) => ({ answer: '1', correct: true, prm: many(p) });
    const line = JSON.stringify({ id: 'a', samples: [sample(1e-3), sample(2e-3), sample(0)] });
    const problem = toPoolProblem(readPool(line).records[0] ?? expect.unreachable());
    const [low = NaN, high = NaN, none] = prmRanks(problem, paperReading);
    expect(low).toBeLessThan(high);
    expect(none).toBe(-Infinity);
  });

  it('take the neutral part away where neutral counts as bad', () => {
    const samples = [{ answer: '1', correct: true, prm: [0.9, 0.8], neutral: [0.1, 0.5] }];
    const line = JSON.stringify({ id: 'a', samples });
    const problem = toPoolProblem(readPool(line).records[0] ?? expect.unreachable());
    const read = (neutral: 'positive' | 'negative') =>
      prmRanks(problem, { aggregation: 'min', neutral })[0];
    expect(read('positive')).toBeCloseTo(0.8, 12);
    expect(read('negative')).toBeCloseTo(0.3, 12);
  });
});

describe('bands', () => {
  const table = { rates: Float64Array.from([1, 0.5, 0, 0.5]), problems: 2, width: 2 };

  it('for the choice of samples are 1.96 exact deviations wide', () => {
    const { low, high } = sampleBand(table);
    // Certain outcomes do not vary; two fair coins have a mean of deviation √½ / 2.
    expect([low[0], high[0]]).toEqual([0.5, 0.5]);
    expect(high[1]).toBeCloseTo(Math.min(1, 0.5 + 1.959963984540054 * Math.sqrt(0.5) * 0.5), 12);
  });

  it('for the choice of problems span what resampling finds', () => {
    const counts = resampleProblems(2, 1000, seededRandom(1));
    const { low, high } = problemBand(table, counts);
    expect([low[0], high[0]]).toEqual([0, 1]);
    expect([low[1], high[1]]).toEqual([0.5, 0.5]);
  });
});

describe('the n of a curve', () => {
  it('begin with 1, end with the last, and rise', () => {
    for (const last of [1, 2, 12, 13, 64, 256, 1860]) {
      const sizes = curveSizes(last);
      expect(sizes[0]).toBe(1);
      expect(sizes.at(-1)).toBe(last);
      for (const [i, n] of sizes.entries()) expect(n).toBeGreaterThan(sizes[i - 1] ?? 0);
    }
    expect(smallestPool([])).toBe(0);
    expect(smallestPool(pool)).toBe(64);
  });
});

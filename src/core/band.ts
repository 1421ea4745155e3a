import type { Random } from './seeded-random.ts';

/** An interval beside each value of a curve. */
export interface Band {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** A curve's value for each problem and each n: `rates[problem * width + at]`. */
export interface RateTable {
  readonly rates: Float64Array;
  readonly problems: number;
  /** How many n there are. */
  readonly width: number;
}

const Z95 = 1.959963984540054;
const TAIL = 0.025;

/** The mean over problems, for each n. */
export function meanOverProblems({ rates, problems, width }: RateTable): Float64Array {
  const mean = new Float64Array(width);
  for (let p = 0; p < problems; p++) {
    for (let at = 0; at < width; at++) mean[at] = (mean[at] ?? 0) + (rates[p * width + at] ?? 0);
  }
  return mean.map((sum) => sum / problems);
}

/**
 * Where 95 of 100 repetitions would lie if each problem's n samples were drawn anew from its pool
 * and everything else stayed: the rate ± 1.96 standard deviations, within [0, 1]. The deviation is
 * exact, √Σ p(1 − p) / P for the problems' rates p, times `spread[at]` where an outcome is an average
 * and not a single pick. This is what the paper's shaded bands show (arXiv 2305.20050, figure 3).
 */
export function sampleBand(table: RateTable, spread?: RateTable): Band {
  const { rates, problems, width } = table;
  const variance = new Float64Array(width);
  for (let i = 0; i < problems * width; i++) {
    const p = rates[i] ?? 0;
    const at = i % width;
    variance[at] = (variance[at] ?? 0) + p * (1 - p) * (spread?.rates[i] ?? 1);
  }
  const mean = meanOverProblems(table);
  const reach = variance.map((sum) => (Z95 * Math.sqrt(Math.max(0, sum))) / problems);
  return {
    low: mean.map((rate, at) => Math.max(0, rate - (reach[at] ?? 0))),
    high: mean.map((rate, at) => Math.min(1, rate + (reach[at] ?? 0))),
  };
}

/** How often each of `resamples` bootstrap samples of the problems holds each problem. */
export function resampleProblems(problems: number, resamples: number, random: Random): Uint16Array {
  const counts = new Uint16Array(resamples * problems);
  for (let b = 0; b < resamples; b++) {
    for (let i = 0; i < problems; i++) {
      const drawn = b * problems + Math.floor(random() * problems);
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
  }
  return counts;
}

/**
 * Where 95 of 100 repetitions would lie with other problems of the same kind: the bootstrap's
 * percentile interval over problems (Efron 1979). `counts` comes from {@link resampleProblems}.
 */
export function problemBand(table: RateTable, counts: Uint16Array): Band {
  const { problems, width } = table;
  const resamples = counts.length / problems;
  const { rates, stride } = aligned(table);
  // One row of means a n, so that each can be sorted where it lies.
  const means = Array.from({ length: stride }, () => new Float64Array(resamples));
  for (let b = 0; b < resamples; b++) {
    const first = b * problems;
    // Four n at once, whose sums do not wait for each other.
    for (let at = 0; at < stride; at += LANES) {
      let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0];
      for (let p = 0, i = at; p < problems; p++, i += stride) {
        const times = counts[first + p] ?? 0;
        sum0 += times * (rates[i] ?? 0);
        sum1 += times * (rates[i + 1] ?? 0);
        sum2 += times * (rates[i + 2] ?? 0);
        sum3 += times * (rates[i + 3] ?? 0);
      }
      for (const [lane, sum] of [sum0, sum1, sum2, sum3].entries()) {
        const row = means[at + lane];
        if (row) row[b] = sum / problems;
      }
    }
  }
  means.length = width;
  for (const row of means) row.sort();
  const last = resamples - 1;
  return {
    low: Float64Array.from(means, (row) => row[Math.floor(TAIL * last)] ?? NaN),
    high: Float64Array.from(means, (row) => row[Math.ceil((1 - TAIL) * last)] ?? NaN),
  };
}

/** How many n are summed up at once. */
const LANES = 4;

/** A table's rates with rows that are filled up with zeros to a multiple of {@link LANES}. */
function aligned({ rates, problems, width }: RateTable): { rates: Float64Array; stride: number } {
  const stride = Math.ceil(width / LANES) * LANES;
  const rows = new Float64Array(problems * stride);
  for (let p = 0; p < problems; p++) {
    rows.set(rates.subarray(p * width, (p + 1) * width), p * stride);
  }
  return { rates: rows, stride };
}

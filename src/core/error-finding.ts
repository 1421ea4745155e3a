import { resampleProblems } from './band.ts';
import { seededRandom } from './seeded-random.ts';

/** A first error's index as someone knows it and as a judge names it; −1 for none. */
export interface Finding {
  readonly truth: number;
  readonly named: number;
}

/** How a judge fares on labelled solutions, as ProcessBench counts it (Zheng et al. 2024, arXiv 2412.06559). */
export interface ErrorFinding {
  /** Solutions with an error, and those of them whose first error was named. */
  readonly wrong: number;
  readonly found: number;
  /** Solutions without one, and those of them in which none was named. */
  readonly right: number;
  readonly spared: number;
  /** The harmonic mean of both shares, in [0, 1]; NaN without solutions of either kind. */
  readonly f1: number;
}

const draws = 1000;
const seed = 1;

/** `times` says how often each solution counts: once where it is not given. */
export function errorFinding(
  findings: readonly Finding[],
  times?: ArrayLike<number>,
): ErrorFinding {
  const counts = { wrong: 0, found: 0, right: 0, spared: 0 };
  for (const [at, { truth, named }] of findings.entries()) {
    const count = times?.[at] ?? 1;
    const hits = named === truth ? count : 0;
    if (truth < 0) {
      counts.right += count;
      counts.spared += hits;
    } else {
      counts.wrong += count;
      counts.found += hits;
    }
  }
  const [found, spared] = [counts.found / counts.wrong, counts.spared / counts.right];
  // Where nothing is found and nothing spared, the mean is 0 and not 0/0.
  return { ...counts, f1: found + spared === 0 ? 0 : (2 * found * spared) / (found + spared) };
}

/** A 95 % interval of the F1: the bootstrap's percentiles over solutions. */
export function f1Interval(findings: readonly Finding[]): { low: number; high: number } {
  const many = findings.length;
  const counts = resampleProblems(many, draws, seededRandom(seed));
  const drawn = Array.from(
    { length: draws },
    (_, draw) => errorFinding(findings, counts.subarray(draw * many, (draw + 1) * many)).f1,
  );
  const sorted = drawn.filter((f1) => !Number.isNaN(f1)).sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? NaN;
  return { low: at(0.025), high: at(0.975) };
}

import type { StepLabel } from './solution.ts';

/**
 * Index of the first step whose probability is under the threshold, or −1 if none is (also for no
 * steps). A step exactly at the threshold is right; NaN, a step without a score, is passed over.
 */
export function firstError(probabilities: readonly number[], threshold: number): number {
  return probabilities.findIndex((p) => p < threshold);
}

/** Index of the first step labelled wrong, −1 where all are right; null where an unrated one leaves it open. */
export function labelledFirstError(labels: readonly StepLabel[]): number | null {
  const stop = labels.findIndex((label) => label !== true);
  if (stop < 0) return -1;
  return labels[stop] === false ? stop : null;
}

/** The earlier of two judges' first errors, each an index or −1 for none. */
export function earlierError(a: number, b: number): number {
  return a < 0 || b < 0 ? Math.max(a, b) : Math.min(a, b);
}

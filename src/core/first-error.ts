/**
 * Index of the first step whose probability is under the threshold, or −1 if none is (also for no
 * steps). A step exactly at the threshold is right; NaN, a step without a score, is passed over.
 */
export function firstError(probabilities: readonly number[], threshold: number): number {
  return probabilities.findIndex((p) => p < threshold);
}

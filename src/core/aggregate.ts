/**
 * Natural logarithm of the product of the probabilities: at most 0, −Infinity when one of them is
 * 0, NaN for no steps. Products that underflow a double still compare and print by it.
 */
export function logProduct(probabilities: readonly number[]): number {
  if (probabilities.length === 0) return NaN;
  return probabilities.reduce((sum, p) => sum + Math.log(p), 0);
}

/**
 * A solution's score from its steps' probabilities, in [0, 1]; NaN for no steps, because a solution
 * without steps has no score, and NaN when a probability is NaN. Product and minimum: Lightman et
 * al. 2023 (arXiv 2305.20050), appendix F; last: Wang et al. 2024 (Math-Shepherd).
 */
export const aggregations = {
  product: (probabilities: readonly number[]): number => Math.exp(logProduct(probabilities)),
  min: (probabilities: readonly number[]): number =>
    probabilities.length === 0 ? NaN : probabilities.reduce((a, b) => Math.min(a, b)),
  last: (probabilities: readonly number[]): number => probabilities.at(-1) ?? NaN,
  mean: (probabilities: readonly number[]): number =>
    probabilities.reduce((a, b) => a + b, 0) / probabilities.length,
} as const;

/** The name of a way to make one score of many. */
export type Aggregation = keyof typeof aggregations;

/** The names of all aggregations, in the order of menus. */
export const aggregationNames = Object.keys(aggregations) as readonly Aggregation[];

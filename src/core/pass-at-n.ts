/**
 * pass@n for each n of `sizes` (ascending, at most `size`): the probability that at least one of n
 * samples drawn from `size` without replacement is right, 1 − C(size − right, n) / C(size, n). The
 * unbiased estimator of Chen et al. 2021 (arXiv 2107.03374), equation 1, each n from the one before:
 * that neither overflows nor cancels.
 */
export function passAtEach(size: number, right: number, sizes: readonly number[]): Float64Array {
  const rates = new Float64Array(sizes.length);
  let none = 1;
  let drawn = 0;
  for (let at = 0; at < sizes.length; at++) {
    for (const n = sizes[at] ?? 0; drawn < n; drawn++) {
      none *= Math.max(0, size - right - drawn) / (size - drawn);
    }
    rates[at] = 1 - none;
  }
  return rates;
}

/**
 * pass@n: the probability that at least one of n samples drawn from `size` without replacement is
 * right, 1 − C(size − right, n) / C(size, n). The unbiased estimator of Chen et al. 2021
 * (arXiv 2107.03374), equation 1, as a product, which neither overflows nor cancels.
 */
export function passAtN(size: number, right: number, n: number): number {
  const wrong = size - right;
  if (n > wrong) return 1;
  let none = 1;
  for (let i = wrong + 1; i <= size; i++) none *= 1 - n / i;
  return 1 - none;
}

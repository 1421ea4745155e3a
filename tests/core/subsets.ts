/** All subsets of n of the numbers from 0 up to `size`. */
export function subsets(size: number, n: number, from = 0): number[][] {
  if (n === 0) return [[]];
  const found: number[][] = [];
  for (let first = from; first <= size - n; first++) {
    for (const rest of subsets(size, n - 1, first + 1)) found.push([first, ...rest]);
  }
  return found;
}

/** The mean of what `read` gives for each subset of n. */
export function meanOverSubsets(
  size: number,
  n: number,
  read: (subset: readonly number[]) => number,
): number {
  const all = subsets(size, n);
  return all.reduce((sum, subset) => sum + read(subset), 0) / all.length;
}

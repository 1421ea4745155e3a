import { isTie } from './rank-samples.ts';

/** Ranks that a subset's best has with less than this probability in all are left out. */
const NEGLIGIBLE = 1e-17;

/**
 * How probable it is, for each rank from the best down, that the sample there is right: 0 or 1, and
 * for samples of equal score the share of right ones among them. Samples without an answer (−1 in
 * `answer`) rank below all others, samples whose score is NaN just above them. The result lies in
 * `memory`, twice as long as the scores, and is valid until that is used again.
 */
export function rankedRight(
  scores: Float64Array,
  right: Uint8Array,
  answer: Int32Array,
  memory = new Float64Array(2 * scores.length),
): Float64Array {
  const size = scores.length;
  const ranked = memory.subarray(0, size).fill(0);
  // Right samples' scores from its beginning, wrong ones' from its end.
  const sorted = memory.subarray(size, 2 * size);
  let goods = 0;
  let bads = 0;
  let unscored = 0;
  let unscoredRight = 0;
  for (let i = 0; i < size; i++) {
    if ((answer[i] ?? -1) < 0) continue;
    const score = scores[i] ?? NaN;
    if (Number.isNaN(score)) {
      unscored++;
      unscoredRight += right[i] ?? 0;
    } else if (right[i]) sorted[goods++] = score;
    else sorted[size - ++bads] = score;
  }
  // Typed arrays sort as numbers, and without a comparison function many times faster; so right
  // and wrong samples are sorted apart and merged.
  merge(sorted.subarray(0, goods).sort(), sorted.subarray(size - bads).sort(), ranked);
  ranked.fill(unscoredRight / unscored, goods + bads, goods + bads + unscored);
  return ranked;
}

/** Merges ascending scores from the top down into `ranked`, a group of ties at a time. */
function merge(good: Float64Array, bad: Float64Array, ranked: Float64Array): void {
  let i = good.length - 1;
  let j = bad.length - 1;
  for (let rank = 0; i >= 0 || j >= 0;) {
    const top = Math.max(good[i] ?? -Infinity, bad[j] ?? -Infinity);
    const [goods, bads] = [i, j];
    while (i >= 0 && isTie(top, good[i] ?? 0)) i--;
    while (j >= 0 && isTie(top, bad[j] ?? 0)) j--;
    const tied = goods - i + (bads - j);
    const share = (goods - i) / tied;
    for (const end = rank + tied; rank < end; rank++) ranked[rank] = share;
  }
}

/**
 * For each rank from the best down, the probability that the best of n samples drawn from N without
 * replacement is the one at that rank: C(N−1−rank, n−1) / C(N, n), rank from 0. Sums to 1; ranks at
 * the end whose probabilities are negligible together are left out. n from 1 to N.
 */
export function bestRankWeights(size: number, n: number): Float64Array {
  const weights = new Float64Array(size - n + 1);
  let weight = n / size;
  let left = 1;
  let rank = 0;
  // Each weight from the one before: factorials would overflow, their logarithms lose digits.
  for (; rank < weights.length && left > NEGLIGIBLE && weight > 0; rank++) {
    weights[rank] = weight;
    weight *= (size - n - rank) / (size - 1 - rank);
    left = (weight * (size - 1 - rank)) / n;
  }
  return weights.subarray(0, rank);
}

/**
 * The probability that the best of n samples is right, over all subsets of n at once: exact, not
 * sampled. `ranked` comes from {@link rankedRight}, `weights` from {@link bestRankWeights}.
 */
export function bestOfN(ranked: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let rank = 0; rank < weights.length; rank++) {
    sum += (ranked[rank] ?? 0) * (weights[rank] ?? 0);
  }
  return sum;
}

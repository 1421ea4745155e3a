import type { PoolProblem } from './pool.ts';

/**
 * The given samples from the best score down, in groups of equal score. Those without a score come
 * after all that have one, those without an answer come last; each of these is one group.
 */
export function rankedSamples(
  { answer }: Pick<PoolProblem, 'answer'>,
  scores: Float64Array,
  samples: readonly number[],
): number[][] {
  const tier = (sample: number): number =>
    (answer[sample] ?? -1) < 0 ? 2 : Number.isNaN(scores[sample] ?? NaN) ? 1 : 0;
  const order = [...samples].sort((a, b) => {
    const byTier = tier(a) - tier(b);
    if (byTier !== 0 || tier(a) > 0) return byTier;
    const [x, y] = [scores[a] ?? 0, scores[b] ?? 0];
    return x === y ? 0 : y > x ? 1 : -1;
  });
  const groups: number[][] = [];
  for (const sample of order) {
    const group = groups.at(-1);
    const first = group?.[0];
    const isTied =
      first !== undefined &&
      tier(first) === tier(sample) &&
      (tier(sample) > 0 || isTie(scores[first] ?? 0, scores[sample] ?? 0));
    if (group && isTied) group.push(sample);
    else groups.push([sample]);
  }
  return groups;
}

/** A smaller difference between two scores is rounding, not a preference. */
const TIE = 1e-12;

/** Whether the lower of two scores ties with the higher. */
export function isTie(higher: number, lower: number): boolean {
  return higher === lower || lower >= higher - TIE * Math.max(1, Math.abs(higher));
}

import type { TradeoffPoint } from './manifest.ts';

/**
 * Probability in [0, 1] that a step is right: sigmoid(logit / temperature), the temperature being
 * positive (Guo et al. 2017, arXiv 1706.04599). Infinite logits give exactly 0 and 1.
 */
export function probabilityFromLogit(logit: number, temperature: number): number {
  const x = logit / temperature;
  // Only ever the exponential of a negative number, which cannot overflow.
  const e = Math.exp(-Math.abs(x));
  return x < 0 ? e / (1 + e) : 1 / (1 + e);
}

/**
 * What a threshold trades on held-out data: the share of first errors it finds and of right
 * solutions it spares, interpolated between the measured thresholds and constant beyond their ends.
 * `null` where nothing was measured. The points must be sorted by threshold, as a parsed manifest's
 * are.
 */
export function tradeoffAt(
  tradeoff: readonly TradeoffPoint[],
  threshold: number,
): TradeoffPoint | null {
  const first = tradeoff[0];
  const last = tradeoff.at(-1);
  if (!first || !last) return null;
  if (threshold <= first.threshold) return { ...first, threshold };
  for (let i = 1; i < tradeoff.length; i++) {
    const [a, b] = [tradeoff[i - 1], tradeoff[i]];
    if (!a || !b || threshold > b.threshold) continue;
    const share = (threshold - a.threshold) / (b.threshold - a.threshold);
    const between = (from: number, to: number): number => from + share * (to - from);
    return {
      threshold,
      errors_found: between(a.errors_found, b.errors_found),
      right_spared: between(a.right_spared, b.right_spared),
    };
  }
  return { ...last, threshold };
}

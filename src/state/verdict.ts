/** What a probability means at a threshold; the glyph, the word and the mark follow from it. */
export type Verdict = 'wrong' | 'unsure' | 'right';

/**
 * 'wrong' under the threshold, 'right' in the upper half of what lies above it, else 'unsure'.
 * The boundaries belong to the better verdict.
 */
export function verdictOf(probability: number, threshold: number): Verdict {
  if (probability < threshold) return 'wrong';
  return probability < (1 + threshold) / 2 ? 'unsure' : 'right';
}

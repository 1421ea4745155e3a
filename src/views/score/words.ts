import type { Row } from '../../state/judgement.svelte.ts';
import type { Verdict } from '../../state/verdict.ts';

/** A verdict's sign, for eyes that don't tell its colours apart. */
export const glyphs: Record<Verdict, string> = { wrong: '✗', unsure: '~', right: '✓' };

/** A verdict in words. */
export const verdictWords: Record<Verdict, string> = {
  wrong: 'probably wrong',
  unsure: 'unsure',
  right: 'probably right',
};

/** What a screen reader says of a step: 'Step 2, probably wrong, 6 percent'. */
export function stepLabel(row: Row, index: number): string {
  const step = `Step ${index + 1}`;
  if (!row.judged || !row.verdict) return `${step}, not judged yet`;
  const percent = `${Math.round(row.judged.probability * 100)} percent`;
  if (row.place === 'after') return `${step}, after the first error, ${percent}`;
  const mark = row.place === 'first-error' ? ', the first error' : '';
  return `${step}, ${verdictWords[row.verdict]}, ${percent}${mark}`;
}

/** A probability as the page shows it: two decimals, 0 and 1 only where they are exact to them. */
export function formatProbability(probability: number): string {
  return Number.isNaN(probability) ? '–' : probability.toFixed(2);
}

import { score } from '../../i18n/score.ts';
import type { Row } from '../../state/judgement.svelte.ts';
import type { Verdict } from '../../state/verdict.ts';

/** A verdict's sign, for eyes that don't tell its colours apart. */
export const glyphs: Record<Verdict, string> = { wrong: '✗', unsure: '~', right: '✓' };

/** What a screen reader says of a step: 'Step 2, probably wrong, 6 percent'. */
export function stepLabel({ judged, verdict, place }: Row, index: number): string {
  const position = index + 1;
  const { stepUnjudged, stepAfter, stepWrong, stepJudged } = score();
  if (!judged || !verdict) return stepUnjudged(position);
  const { probability } = judged;
  if (place === 'after') return stepAfter(position, probability);
  return place === 'first-error'
    ? stepWrong(position, probability)
    : stepJudged(position, verdict, probability);
}

import { firstError } from './first-error.ts';
import type { LessonCase } from './lesson.ts';

/** The place of a first wrong step, counted from 0; −1 for 'all steps are right'. */
export type Place = number;

/** What was said of a case by the class, the model and whoever knows; null where nobody said anything. */
export interface Outcome {
  readonly class: Place | null;
  readonly model: Place | null;
  readonly truth: Place | null;
}

/** Who of those that said something was right. */
export type Winner = 'both' | 'class' | 'model' | 'neither';

/** What the model says of a case by its scores; null without scores. */
export function modelPlace({ scores }: Pick<LessonCase, 'scores'>): Place | null {
  return scores && firstError(scores.prm, scores.threshold);
}

/** Who was right; null where the truth is not known, or class or model said nothing. */
export function winnerOf(outcome: Outcome): Winner | null {
  const { truth, model } = outcome;
  if (truth === null || model === null || outcome.class === null) return null;
  const [isClass, isModel] = [outcome.class === truth, model === truth];
  if (isClass) return isModel ? 'both' : 'class';
  return isModel ? 'model' : 'neither';
}

/** How often class and model were right, of how many cases with a known truth; and how often they agreed. */
export interface Score {
  readonly cases: number;
  readonly known: number;
  readonly class: number;
  readonly model: number;
  readonly agreed: number;
}

/** The score over the cases on which both class and model said something. */
export function scoreOutcomes(outcomes: readonly Outcome[]): Score {
  const both = outcomes.filter((one) => one.class !== null && one.model !== null);
  const known = both.filter((one) => one.truth !== null);
  return {
    cases: both.length,
    known: known.length,
    class: known.filter((one) => one.class === one.truth).length,
    model: known.filter((one) => one.model === one.truth).length,
    agreed: both.filter((one) => one.class === one.model).length,
  };
}

import type { CaseScores, LessonCase } from '../core/lesson.ts';
import { isAbort, toEngineError } from '../engine/engine-error.ts';
import { present } from '../i18n/present.ts';
import { work } from '../i18n/work.ts';
import type { Model } from './model.svelte.ts';

/** What came of scoring a case: its scores, or a sentence that says why there are none; null when it was stopped. */
export type Scoring =
  | { readonly kind: 'scored'; readonly scores: CaseScores }
  | { readonly kind: 'failed'; readonly sentence: string }
  | null;

/** Scores a case with the model of this page, which must be ready. */
export async function scoreCase(
  model: Model,
  { problem, steps }: Pick<LessonCase, 'problem' | 'steps'>,
  threshold: number,
  signal: AbortSignal,
): Promise<Scoring> {
  const { manifest } = model;
  if (!manifest) return { kind: 'failed', sentence: present().siteHasNoModel };
  try {
    const scored = await model.engine.score({ problem, steps }, { signal });
    if (scored.steps.length < steps.length) {
      return { kind: 'failed', sentence: present().caseTooLong };
    }
    const prm = scored.steps.map((step) => step.probability);
    const scores = { model: `${manifest.id}@${manifest.version}`, threshold, prm };
    return { kind: 'scored', scores };
  } catch (thrown) {
    if (isAbort(thrown)) return null;
    const error = toEngineError(thrown).data;
    model.noteFailure(error);
    return { kind: 'failed', sentence: work().failures[error.code].title };
  }
}

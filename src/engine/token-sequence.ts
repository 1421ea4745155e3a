import type { Manifest } from '../core/manifest.ts';
import type { Tokenizer } from './tokenizer.ts';
import type { ScoreInput } from './types.ts';

/** A solution as the model reads it. */
export interface TokenSequence {
  readonly ids: Int32Array;
  /** The steps that fit in whole, in order. */
  readonly steps: readonly StepTokens[];
}

/** Where a step lies in the sequence: its own tokens in [start, end), its end mark up to `mark`. */
export interface StepTokens {
  readonly start: number;
  readonly end: number;
  /** Position of the last token of the step's end mark: the step's score is read there. */
  readonly mark: number;
}

/**
 * `before_problem`, problem, `after_problem`, then each step and `step_end`. Every text is encoded
 * on its own, so that an edited step leaves the tokens before it as they were. Ends after the last
 * step that fits `max_tokens` in whole; has no steps, and no ids, when not even the first one fits.
 */
export function tokenSequence(
  input: ScoreInput,
  tokenizer: Tokenizer,
  { template, max_tokens }: Pick<Manifest, 'template' | 'max_tokens'>,
): TokenSequence {
  const ids = [
    ...template.before_problem,
    ...tokenizer.encode(input.problem),
    ...template.after_problem,
  ];
  const steps: StepTokens[] = [];
  for (const step of input.steps) {
    const own = tokenizer.encode(step);
    const start = ids.length;
    const end = start + own.length;
    const mark = end + template.step_end.length - 1;
    if (mark >= max_tokens) break;
    ids.push(...own, ...template.step_end);
    steps.push({ start, end, mark });
  }
  return { ids: Int32Array.from(steps.length > 0 ? ids : []), steps };
}

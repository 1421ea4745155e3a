import type { Solution } from '../core/solution.ts';

/** A worked example: a solution with what it teaches and the scores that a shipped model gave it. */
export interface Example extends Solution {
  readonly id: string;
  readonly title: string;
  /** One sentence: what to look for. */
  readonly lesson: string;
  /** What is true about it, whatever the model says: which step is wrong, and why. */
  readonly note: string;
  /** The model that gave the scores, as `id@version`; null until one has. */
  readonly model: string | null;
  /** A probability for each step; null until a model has scored it. Never written by hand. */
  readonly prm: readonly number[] | null;
}

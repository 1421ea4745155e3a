import type { Solution } from '../core/solution.ts';

/** A worked example: a solution with what it teaches and the scores that a shipped model gave it. */
export interface Example extends Solution {
  readonly id: string;
  readonly title: string;
  /** One sentence: what to look for. */
  readonly lesson: string;
  /** What is true about it, whatever the model says: which step is wrong, and why. */
  readonly note: string;
  /** The place of the first wrong step, counted from 0; −1 where none is wrong. */
  readonly truth: number;
  /** The model that gave the scores, as `id@version`; null until one has. */
  readonly model: string | null;
  /** A probability for each step; null until a model has scored it. Never written by hand. */
  readonly prm: readonly number[] | null;
}

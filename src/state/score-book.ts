import type { TokenScore } from '../engine/types.ts';

/** What is known of a step: from the model in this page, or recorded with a worked example. */
export interface JudgedStep {
  readonly probability: number;
  /** Null for recorded scores, which keep the probability only. */
  readonly logit: number | null;
  /** How much of the logit is for the step's length and surprise; null where none is joined. */
  readonly surprise: number | null;
  readonly tokens: readonly TokenScore[];
  readonly source: 'model' | 'recorded';
}

interface Prefix {
  judged: JudgedStep | null;
  readonly next: Map<string, Prefix>;
}

/**
 * The scores known so far, by what they depend on: the problem and all steps up to the one that is
 * scored. An edit therefore loses just the scores from the edited step on, and undoing it finds
 * them again.
 */
export class ScoreBook {
  readonly #root: Prefix = newPrefix();

  /** Scores of the first steps, in order; null where a step is not known. Empty steps are skipped over. */
  read(problem: string, steps: readonly string[]): (JudgedStep | null)[] {
    let prefix = this.#root.next.get(problem.trim());
    return steps.map((step) => {
      const text = step.trim();
      if (text === '') return null;
      prefix = prefix?.next.get(text);
      return prefix?.judged ?? null;
    });
  }

  /** Keeps the scores of the first `judged.length` steps that have text. */
  write(problem: string, steps: readonly string[], judged: readonly JudgedStep[]): void {
    let prefix = descend(this.#root, problem.trim());
    const texts = steps.map((step) => step.trim()).filter((step) => step !== '');
    for (const [index, one] of judged.entries()) {
      const text = texts[index];
      if (text === undefined) return;
      prefix = descend(prefix, text);
      // The model's own score knows more (its tokens) than a recorded one.
      if (one.source === 'model' || prefix.judged === null) prefix.judged = one;
    }
  }

  clear(): void {
    this.#root.next.clear();
  }
}

function newPrefix(): Prefix {
  return { judged: null, next: new Map() };
}

function descend(prefix: Prefix, text: string): Prefix {
  let next = prefix.next.get(text);
  if (!next) {
    next = newPrefix();
    prefix.next.set(text, next);
  }
  return next;
}

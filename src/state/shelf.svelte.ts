import type { Solution } from '../core/solution.ts';
import type { DraftText } from './draft.svelte.ts';
import type { Example } from './example.ts';

/** Where solutions come from besides the keyboard: the worked examples, and an opened file. */
export class Shelf {
  readonly examples: readonly Example[];
  #imported = $state.raw<readonly Solution[]>([]);
  #fileName = $state('');
  #at = $state(0);

  constructor(examples: readonly Example[]) {
    this.examples = examples;
  }

  /** The solutions of the file that was opened last; empty without one. */
  get imported(): readonly Solution[] {
    return this.#imported;
  }

  get fileName(): string {
    return this.#fileName;
  }

  /** The place of the imported solution that was taken last. */
  get at(): number {
    return this.#at;
  }

  /** The example whose text this is, word for word; null for any other text. */
  exampleOf(text: DraftText): Example | null {
    return this.examples.find((example) => isSame(example, text)) ?? null;
  }

  /** The example of that id; null for any other string. */
  named(id: string | null): Example | null {
    return this.examples.find((example) => example.id === id) ?? null;
  }

  open(fileName: string, solutions: readonly Solution[]): void {
    this.#fileName = fileName;
    this.#imported = solutions;
    this.#at = 0;
  }

  /** The imported solution `by` places on, taken; null beyond either end. */
  step(by: number): Solution | null {
    const solution = this.#imported[this.#at + by];
    if (!solution) return null;
    this.#at += by;
    return solution;
  }
}

function isSame(a: DraftText, b: DraftText): boolean {
  return (
    a.problem === b.problem &&
    a.steps.length === b.steps.length &&
    a.steps.every((step, index) => step === b.steps[index])
  );
}

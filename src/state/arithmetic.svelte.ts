import type { findEquations } from '../core/arithmetic.ts';
import { remember } from './remember.ts';

export type Equation = ReturnType<typeof findEquations>[number];

/** The exact checker of equations, which arrives after the first paint; until then it finds none. */
export class Arithmetic {
  #check = $state.raw<((text: string) => readonly Equation[]) | null>(null);

  /** Fetches the checker's code. */
  async load(fetchChecker: () => Promise<typeof findEquations>): Promise<void> {
    const find = await fetchChecker();
    this.#check = remember((text) =>
      find(text).filter((equation) => equation.verdict !== 'unknown'),
    );
  }

  /** The equations of numbers in a text, each right or wrong; those that can't be decided left out. */
  check(text: string): readonly Equation[] {
    return this.#check?.(text) ?? [];
  }

  /** Whether an equation in the text is certainly wrong. */
  refutes(text: string): boolean {
    return this.check(text).some(({ verdict }) => verdict === 'wrong');
  }
}

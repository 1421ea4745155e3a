import type { Aggregation } from '../../core/aggregate.ts';
import { formatProbability } from './words.ts';

interface Formula {
  readonly name: string;
  /** What the number means, in a sentence. */
  readonly meaning: string;
  /** The formula in TeX, for n steps. */
  readonly tex: (n: string) => string;
  /** The same with the numbers of a short solution put in. */
  readonly filled: (numbers: readonly string[]) => string;
}

/** How each way of scoring a solution is named, explained and written. */
export const formulas: Record<Aggregation, Formula> = {
  product: {
    name: 'product',
    meaning:
      'Every step must hold: the probabilities multiply, as if each step could fail on its own.',
    tex: (n) => `\\prod_{k=1}^{${n}} p_k`,
    filled: (numbers) => numbers.join(' \\times '),
  },
  min: {
    name: 'minimum',
    meaning: 'A solution is as good as its weakest step.',
    tex: (n) => `\\min_{1 \\le k \\le ${n}} p_k`,
    filled: (numbers) => `\\min(${numbers.join(',\\, ')})`,
  },
  last: {
    name: 'last',
    meaning: 'Only the last step counts, because its score is about everything up to there.',
    tex: (n) => `p_{${n}}`,
    filled: (numbers) => numbers.at(-1) ?? '',
  },
  mean: {
    name: 'mean',
    meaning: 'All steps count alike, so one bad step among many good ones hardly shows.',
    tex: (n) => `\\frac{1}{${n}} \\sum_{k=1}^{${n}} p_k`,
    filled: (numbers) => `\\frac{${numbers.join(' + ')}}{${numbers.length}}`,
  },
};

/** More numbers than this do not fit a line. */
const filledUpTo = 5;

/** The formula with its result in TeX, for these steps. */
export function formulaOf(
  aggregation: Aggregation,
  probabilities: readonly number[],
  score: number,
): string {
  const { tex, filled } = formulas[aggregation];
  if (probabilities.length === 0) return tex('n');
  const parts = [tex(String(probabilities.length)), formatProbability(score)];
  if (aggregation !== 'last' && probabilities.length <= filledUpTo) {
    parts.splice(1, 0, filled(probabilities.map(formatProbability)));
  }
  return parts.join(' = ');
}

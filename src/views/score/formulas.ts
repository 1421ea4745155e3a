import type { Aggregation } from '../../core/aggregate.ts';
import { formatProbability } from '../../i18n/numbers.ts';

interface Formula {
  /** The formula in TeX, for n steps. */
  readonly tex: (n: string) => string;
  /** The same with the numbers of a short solution put in. */
  readonly filled: (numbers: readonly string[]) => string;
}

/** How each way of scoring a solution is written. */
const formulas: Record<Aggregation, Formula> = {
  product: {
    tex: (n) => `\\prod_{k=1}^{${n}} p_k`,
    filled: (numbers) => numbers.join(' \\times '),
  },
  min: {
    tex: (n) => `\\min_{1 \\le k \\le ${n}} p_k`,
    filled: (numbers) => `\\min(${numbers.join(',\\, ')})`,
  },
  last: {
    tex: (n) => `p_{${n}}`,
    filled: (numbers) => numbers.at(-1) ?? '',
  },
  mean: {
    tex: (n) => `\\frac{1}{${n}} \\sum_{k=1}^{${n}} p_k`,
    filled: (numbers) => `\\frac{${numbers.join(' + ')}}{${numbers.length}}`,
  },
};

/** More numbers than this do not fit a line. */
const filledUpTo = 5;

/** A probability in TeX, where a bare comma would be a separator, not a decimal sign. */
const inTex = (probability: number): string => formatProbability(probability).replace(',', '{,}');

/** The formula with its result in TeX, for these steps. */
export function formulaOf(
  aggregation: Aggregation,
  probabilities: readonly number[],
  score: number,
): string {
  const { tex, filled } = formulas[aggregation];
  if (probabilities.length === 0) return tex('n');
  const parts = [tex(String(probabilities.length)), inTex(score)];
  if (aggregation !== 'last' && probabilities.length <= filledUpTo) {
    parts.splice(1, 0, filled(probabilities.map(inTex)));
  }
  return parts.join(' = ');
}

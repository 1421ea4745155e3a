/** A symbol of a formula that explains itself. */
export interface FormulaSymbol {
  /** The key of its meaning. */
  readonly name: string;
  readonly tex: string;
  /** As it stands in the drawn formula; several where it is drawn in parts. */
  readonly glyphs: readonly string[];
}

/** A formula of the tour. */
export interface Formula {
  readonly tex: string;
  readonly symbols: readonly FormulaSymbol[];
}

const symbol = (name: string, tex = name, ...glyphs: readonly string[]): FormulaSymbol => ({
  name,
  tex,
  glyphs: glyphs.length > 0 ? glyphs : [tex],
});

/** A solution's score from its steps: Lightman et al. 2023 (arXiv 2305.20050), appendix F. */
export const scoreFormulas = {
  product: {
    tex: String.raw`\prod_{k=1}^{K} p_k`,
    symbols: [symbol('product', String.raw`\prod`, '∏'), symbol('k'), symbol('K'), symbol('p')],
  },
  min: {
    tex: String.raw`\min_{1 \le k \le K} p_k`,
    symbols: [symbol('min', String.raw`\min`, 'min'), symbol('k'), symbol('K'), symbol('p')],
  },
} as const satisfies Record<string, Formula>;

/** The majority vote: Wang et al. 2022 (arXiv 2203.11171), section 2. */
export const voteFormula: Formula = {
  tex: String.raw`v = \arg\max_{a} \sum_{j=1}^{n} [\,a_j = a\,]`,
  symbols: [
    symbol('v'),
    symbol('argmax', String.raw`\arg\max`, 'arg', 'max'),
    symbol('sum', String.raw`\sum`, '∑'),
    symbol('bracket', String.raw`[\;]`, '[', ']'),
    symbol('a'),
    symbol('j'),
    symbol('n'),
  ],
};

/** Best-of-n over all subsets at once; `r` is 1 where the sample at rank i from below is right. */
export const bestOfNFormula: Formula = {
  tex: String.raw`P = \sum_{i=1}^{N} r_i\,\frac{\binom{i-1}{n-1}}{\binom{N}{n}}`,
  symbols: [
    symbol('P'),
    symbol('sum', String.raw`\sum`, '∑'),
    symbol('i'),
    symbol('r'),
    symbol('n'),
    symbol('N'),
  ],
};

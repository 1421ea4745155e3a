import type { Expression, Operator } from './exact-value.ts';

/** A calculation, and how it reads in plain signs. */
export interface Part {
  readonly expression: Expression;
  readonly shown: string;
}

const SIGNS: Readonly<Record<Operator, string>> = {
  '+': ' + ',
  '-': ' − ',
  '*': ' × ',
  '/': ' / ',
  '^': '^',
};

/** A number that is what it is, not rounded. */
export function constant(value: string): Expression {
  return { kind: 'number', value, shift: '0' };
}

/** Two calculations joined by an operator. */
export function join(operator: Operator, left: Part, right: Part): Part {
  return {
    expression: {
      kind: 'operation',
      operator,
      left: left.expression,
      right: right.expression,
    },
    shown: left.shown + SIGNS[operator] + right.shown,
  };
}

import Fraction from 'fraction.js';

/** An exact rational number. */
export type Exact = Fraction;

/** A calculation with the four operations, powers and signs. */
export type Expression =
  | { readonly kind: 'number'; readonly value: string; readonly shift: string }
  | { readonly kind: 'negative'; readonly of: Expression }
  | {
      readonly kind: 'operation';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    };

export type Operator = '+' | '-' | '*' | '/' | '^';

const MAX_EXPONENT = 64;
const MAX_DIGITS = 40;

/** The number that a plain decimal such as `-3.5` or a fraction such as `2/5` writes. */
export function exact(decimal: string): Exact {
  return new Fraction(decimal);
}

/**
 * The exact value of an expression; null for a division by zero, a power that is not a small whole
 * one, and numbers too long to matter. `shift`, a number as text, is added to numbers that declare
 * one when `shifted` names them.
 */
export function evaluate(expression: Expression, shifted?: Expression): Exact | null {
  switch (expression.kind) {
    case 'number': {
      const value = exact(expression.value);
      return expression === shifted ? value.add(exact(expression.shift)) : value;
    }
    case 'negative':
      return evaluate(expression.of, shifted)?.neg() ?? null;
    case 'operation': {
      const left = evaluate(expression.left, shifted);
      const right = evaluate(expression.right, shifted);
      return left && right && apply(expression.operator, left, right);
    }
  }
}

function apply(operator: Operator, left: Exact, right: Exact): Exact | null {
  if (digits(left) > MAX_DIGITS || digits(right) > MAX_DIGITS) return null;
  switch (operator) {
    case '+':
      return left.add(right);
    case '-':
      return left.sub(right);
    case '*':
      return left.mul(right);
    case '/':
      return right.equals(0) ? null : left.div(right);
    case '^': {
      const whole = right.d === 1n && right.n <= MAX_EXPONENT;
      if (!whole || (left.equals(0) && right.compare(0) <= 0)) return null;
      return digits(left) * Number(right.n) > MAX_DIGITS * 2 ? null : left.pow(right);
    }
  }
}

function digits(value: Exact): number {
  return Math.max(value.n.toString().length, value.d.toString().length);
}

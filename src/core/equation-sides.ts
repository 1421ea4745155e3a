import type { Expression, Operator } from './exact-value.ts';
import { constant, join, type Part } from './expression-part.ts';
import type { Token } from './equation-tokens.ts';
import { isFactor, NO_UNIT, singular } from './equation-units.ts';

/** A calculation in tokens up to `to`. */
interface Reading extends Part {
  readonly to: number;
  /** How many operators it has. */
  readonly operations: number;
  readonly additive: boolean;
  readonly numbers: readonly NumberRead[];
  /** The unit words, singular, one for each number that has some. */
  readonly units: readonly string[];
  readonly percent: boolean;
  /** Its reading is open to doubt: never enough for 'wrong'. */
  readonly doubtful: boolean;
}

/** One side of an equation, read from tokens `[from, to)`; `shown` is without units. */
export interface Side extends Reading {
  readonly from: number;
}

/** A number of a side: how it was written decides how far it may have been rounded. */
export interface NumberRead {
  readonly expression: Expression;
  readonly decimals: number;
  readonly digits: number;
  readonly currency: boolean;
}

/** An operator, the token after it, and whether it may mean something else. */
interface Joint {
  readonly operator: Operator;
  readonly to: number;
  readonly doubtful: boolean;
}

const WITHIN_BRACKETS = /^\(([^()]*)\)$/;
const SPOKEN: Readonly<Record<string, Operator>> = { times: '*', plus: '+', minus: '-' };
const SPOKEN_BY: Readonly<Record<string, Operator>> = { divided: '/', multiplied: '*' };

/** Reads the longest side that starts at token `from` and ends at most at `limit`; null if none does. */
export function readSide(tokens: readonly Token[], from: number, limit: number): Side | null {
  return new SideReader(tokens, limit).from(from);
}

/**
 * Reads the longest side that starts at token `first` or later and ends at token `end`, or with
 * nothing but seams before it; null if none does.
 */
export function readSideBefore(tokens: readonly Token[], first: number, end: number): Side | null {
  const reader = new SideReader(tokens, end);
  for (let from = first; from < end; from++) {
    const side = reader.from(from);
    if (side && afterSeams(tokens, side.to) === end) return side;
  }
  return null;
}

/** The first token from `at` on that is no seam. */
export function afterSeams(tokens: readonly Token[], at: number): number {
  let next = at;
  while (tokens[next]?.kind === 'seam') next++;
  return next;
}

/**
 * Recursive descent over the tokens before `limit`. An operand is read once, whoever asks for it: a
 * row of brackets that never close would otherwise be read anew from each of them.
 */
class SideReader {
  readonly #tokens: readonly Token[];
  readonly #limit: number;
  readonly #operands = new Map<number, Reading | null>();
  /** Where operands of sides read before began: a side from there ends where that one did. */
  readonly #inner = new Set<number>();

  constructor(tokens: readonly Token[], limit: number) {
    this.#tokens = tokens;
    this.#limit = Math.min(limit, tokens.length);
  }

  /** The longest side from a token on, unless it is the rest of one that was read before. */
  from(from: number): Side | null {
    if (this.#isInner(from)) return null;
    const side = this.#sum(from, this.#inner);
    return side && { ...side, from, shown: WITHIN_BRACKETS.exec(side.shown)?.[1] ?? side.shown };
  }

  #isInner(from: number): boolean {
    // A sign, and what follows one, begin the same rest as the operand beside them.
    const isBeside = (sign: number, operand: number): boolean =>
      ['operator', 'currency'].includes(this.#token(sign)?.kind ?? '') && this.#inner.has(operand);
    if (isBeside(from - 1, from - 1) || isBeside(from, from + 1)) this.#inner.add(from);
    return this.#inner.has(from);
  }

  #token(i: number): Token | undefined {
    return i < this.#limit ? this.#tokens[i] : undefined;
  }

  #skip(i: number, kinds: readonly string[]): number {
    let at = i;
    while (kinds.includes(this.#token(at)?.kind ?? '')) at++;
    return at;
  }

  /** `starts` takes where each operand begins that can be read. */
  #sum(at: number, starts?: Set<number>): Reading | null {
    const power = (i: number): Reading | null => {
      const read = this.#power(i);
      if (read) starts?.add(i);
      return read;
    };
    return this.#chain(at, ['+', '-'], (i) => this.#chain(i, ['*', '/'], power));
  }

  /** Operands joined from the left by the given operators, as far as they go. */
  #chain(
    at: number,
    operators: readonly Operator[],
    operand: (at: number) => Reading | null,
  ): Reading | null {
    let left = operand(at);
    let divided = false;
    while (left) {
      const joint: Joint | null =
        this.#operator(left.to, operators) ?? this.#implicit(left.to, operators);
      if (!joint) return left;
      const right = operand(joint.to);
      if (!right) {
        // An operand that cannot be read may belong to it: "3 plus (x)".
        const goesOn = joint.doubtful || this.#isOperand(joint.to);
        return { ...left, doubtful: left.doubtful || goesOn };
      }
      const { operator } = joint;
      // "28 / 1/5" means a division by a fifth to many who write it.
      const ambiguous = operator === '/' && divided;
      divided = operator === '/';
      left = joined(operator, left, right, joint.doubtful || ambiguous);
    }
    return null;
  }

  #operator(from: number, operators: readonly Operator[]): Joint | null {
    const at = this.#skip(from, ['seam']);
    const [operator, width] = this.#operatorAt(at) ?? [];
    if (operator === undefined || width === undefined || !operators.includes(operator)) return null;
    let doubtful = false;
    if (at > from) {
      // On a new line, an "x" is a variable, and a sign may open another calculation.
      if (this.#token(at)?.kind === 'variable') return null;
      doubtful = this.#token(at - 1)?.text.startsWith('\\\\') ?? false;
    }
    const to = this.#skip(at + width, ['seam']);
    // "1/3 of $150" may as well only say of what the third is.
    doubtful ||= this.#token(at)?.text === 'of' && this.#token(at - 1)?.kind !== 'percent';
    return { operator, to, doubtful };
  }

  /** The operator at a token and how many tokens it takes, if an operand follows it. */
  #operatorAt(at: number): readonly [Operator, number] | null {
    const token = this.#token(at);
    if (!token) return null;
    if (token.kind === 'operator') return [token.text as Operator, 1];
    if (token.kind === 'variable' && /^x$/i.test(token.text)) return this.#if(at + 1, '*', 1);
    if (token.kind !== 'word') return null;
    const next = this.#token(at + 1);
    if (Object.hasOwn(SPOKEN_BY, token.text) && next?.text === 'by') {
      return this.#if(at + 2, SPOKEN_BY[token.text], 2);
    }
    if (Object.hasOwn(SPOKEN, token.text)) return this.#if(at + 1, SPOKEN[token.text], 1);
    const before = this.#tokens[at - 1];
    if (token.text !== 'of') return null;
    const isFraction = before?.kind === 'close' || this.#endsFraction(at);
    if (before?.kind !== 'percent' && !isFraction) return null;
    return this.#if(at + 1, '*', 1);
  }

  /** Whether "1/2" stands before a token, as in "1/2 of 94". */
  #endsFraction(at: number): boolean {
    const [top, slash, bottom] = [at - 3, at - 2, at - 1].map((i) => this.#tokens[i]);
    return top?.kind === 'number' && slash?.text === '/' && bottom?.kind === 'number';
  }

  #if(
    at: number,
    operator: Operator | undefined,
    width: number,
  ): readonly [Operator, number] | null {
    return this.#isOperand(at) && operator !== undefined ? [operator, width] : null;
  }

  #isOperand(at: number): boolean {
    const first = this.#token(this.#skip(at, ['currency']))?.kind ?? '';
    return ['number', 'open', 'fraction'].includes(first);
  }

  /** "(5)(3)", "2(3 + 4)": brackets that touch what precedes them multiply. */
  #implicit(at: number, operators: readonly Operator[]): Joint | null {
    const token = this.#token(at);
    if (!operators.includes('*') || token?.text !== '(' || !token.glued) return null;
    const before = this.#tokens[at - 1];
    if (before?.kind !== 'number' && before?.kind !== 'close') return null;
    // "6/2(1+2)" is read in two ways.
    return { operator: '*', to: at, doubtful: this.#tokens[at - 2]?.text === '/' };
  }

  #power(at: number): Reading | null {
    const known = this.#operands.get(at);
    if (known !== undefined) return known;
    const read = this.#signed(at) ?? this.#raised(at);
    this.#operands.set(at, read);
    return read;
  }

  #signed(at: number): Reading | null {
    const sign = this.#token(at);
    if (sign?.kind !== 'operator' || (sign.text !== '-' && sign.text !== '+')) return null;
    const of = this.#power(this.#skip(at + 1, ['seam']));
    if (!of) return null;
    const doubtful = of.doubtful || of.expression.kind === 'operation';
    if (sign.text === '+') return { ...of, doubtful };
    const expression: Expression = { kind: 'negative', of: of.expression };
    return { ...of, doubtful, expression, shown: `−${of.shown}` };
  }

  #raised(at: number): Reading | null {
    const base = this.#atom(at);
    if (!base || this.#token(base.to)?.text !== '^') return base;
    const to = base.to + 1;
    const exponent = this.#token(to)?.text === '+' ? null : this.#power(to);
    return exponent ? joined('^', base, exponent) : base;
  }

  #atom(at: number): Reading | null {
    const start = this.#skip(at, ['currency']);
    const token = this.#token(start);
    if (token?.kind === 'number') return this.#number(token, start, start > at);
    if (token?.kind === 'open') return this.#group(start);
    if (token?.kind === 'fraction') return this.#fraction(start);
    if (token?.text === 'half' && this.#token(start + 1)?.text === 'of') return this.#half(start);
    return null;
  }

  /** "half of 94". */
  #half(start: number): Reading | null {
    const of = this.#power(start + 2);
    if (!of) return null;
    const half = { ...of, expression: constant('0.5'), shown: '1/2', ...NOTHING };
    return joined('*', half, of, true);
  }

  #number(token: Token, at: number, currency: boolean): Reading | null {
    const decimals = token.text.split('.')[1]?.length ?? 0;
    const number: Expression = {
      kind: 'number',
      value: token.text,
      shift: `0.${'0'.repeat(decimals)}5`,
    };
    // "0730" is a time or a code.
    let doubtful = /^0\d/.test(token.text);
    let next = at + 1;
    const after = this.#token(next);
    if (after?.kind === 'ellipsis' && after.glued) {
      doubtful = true;
      next++;
    }
    next = this.#skip(next, this.#token(next)?.glued ? ['currency'] : []);
    const read: NumberRead = {
      expression: number,
      decimals,
      digits: token.text.replace(/^0*\.?0*|\./g, '').length,
      currency: currency || next > at + 1,
    };
    const percent = this.#token(next)?.kind === 'percent';
    if (percent) next++;
    if (isFactor(this.#token(next))) return null;
    const expression: Expression = percent
      ? { kind: 'operation', operator: '/', left: number, right: constant('100') }
      : number;
    const shown = percent ? `${token.text}%` : token.text;
    const numbers = [read];
    return this.#withUnit(
      { ...NOTHING, to: next, expression, shown, percent, doubtful, numbers },
      currency,
    );
  }

  #group(at: number): Reading | null {
    const inner = this.#sum(this.#skip(at + 1, ['seam']));
    if (!inner) return null;
    const end = this.#skip(inner.to, ['seam']);
    if (this.#token(end)?.kind !== 'close') return null;
    const isBare = inner.expression.kind === 'number' || WITHIN_BRACKETS.test(inner.shown);
    const shown = isBare ? inner.shown : `(${inner.shown})`;
    return this.#withUnit({ ...inner, to: end + 1, shown });
  }

  /** `\frac{2}{5}`; without braces, as in `\frac25`, a number would have to be cut in two. */
  #fraction(at: number): Reading | null {
    const top = this.#token(at + 1)?.kind === 'open' ? this.#group(at + 1) : null;
    const bottom = top && this.#token(top.to)?.kind === 'open' ? this.#group(top.to) : null;
    if (!top || !bottom) return null;
    const shown = `(${top.shown} / ${bottom.shown})`;
    return this.#withUnit({ ...joined('/', top, bottom), shown });
  }

  /**
   * Passes over unit words after a number ("5 boxes", "2 pounds/book", "125 (Tuesday)"), if what
   * follows them continues or ends the calculation.
   */
  #withUnit(reading: Reading, currency = false): Reading {
    let at = this.#skip(reading.to, ['seam']);
    let words = 0;
    let label = false;
    let doubtful = reading.doubtful;
    const names: string[] = [];
    for (;;) {
      const token = this.#token(at);
      const next = this.#token(at + 1);
      const isUnit = token?.kind === 'word' && !NO_UNIT.has(token.text) && !this.#operatorAt(at);
      if (isUnit && words < 4) {
        names.push(token.text);
        words++;
        at++;
      } else if (words > 0 && token?.text === '/' && next?.kind === 'word') at += 2;
      else if (words > 0 && token?.text === '^' && this.#unitPower(at) > 0) {
        // "ft^3": the power is the unit's.
        doubtful = true;
        at = this.#unitPower(at);
      } else if (token?.kind === 'open' && this.#tokens[at - 1]?.end !== token.start) {
        const end = this.#labelEnd(at);
        if (end < 0) break;
        label = true;
        at = end;
      } else if (token?.kind === 'seam') at++;
      else break;
    }
    if (words === 0 && !label) return reading;
    const next = this.#token(at);
    const ends =
      at >= this.#limit || ['equals', 'approximately', 'close'].includes(next?.kind ?? '');
    // What follows an amount of money says what it is for.
    const units = currency ? reading.units : [...reading.units, ...names.map(singular).reverse()];
    const to = ends || this.#operatorAt(at) ? at : reading.to;
    return { ...reading, doubtful, units, to };
  }

  /** The token after a unit's exponent, or 0. */
  #unitPower(at: number): number {
    if (this.#token(at + 1)?.kind === 'number') return at + 2;
    const braced = [at + 1, at + 2, at + 3].map((i) => this.#token(i)?.kind).join(' ');
    return braced === 'open number close' ? at + 4 : 0;
  }

  /** The token after a bracket that holds words ("(from 2-hole buttons)"), or −1. */
  #labelEnd(open: number): number {
    let words = 0;
    for (let at = open + 1; at < open + 12; at++) {
      const token = this.#token(at);
      if (token?.kind === 'close') return words > 0 ? at + 1 : -1;
      if (token?.kind === 'word') words++;
      else if (!token || ['open', 'equals', 'edge', 'fraction', 'variable'].includes(token.kind)) {
        return -1;
      }
    }
    return -1;
  }
}

const NOTHING = {
  operations: 0,
  additive: false,
  percent: false,
  doubtful: false,
  numbers: [],
  units: [],
} as const;

function joined(operator: Operator, left: Reading, right: Reading, doubtful = false): Reading {
  return {
    ...join(operator, left, right),
    to: right.to,
    operations: left.operations + right.operations + 1,
    additive: left.additive || right.additive || operator === '+' || operator === '-',
    percent: left.percent || right.percent,
    doubtful: left.doubtful || right.doubtful || doubtful,
    numbers: [...left.numbers, ...right.numbers],
    units: [...left.units, ...right.units],
  };
}

import type { Expression, Operator } from './exact-value.ts';
import { constant, join, type Part } from './expression-part.ts';
import type { Token } from './equation-tokens.ts';
import { isFactor, NO_UNIT, singular } from './equation-units.ts';

/** One side of an equation, read from tokens `[from, to)`. */
export interface Side {
  readonly from: number;
  readonly to: number;
  readonly expression: Expression;
  /** The calculation in plain signs, without units. */
  readonly shown: string;
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

/** A number of a side: how it was written decides how far it may have been rounded. */
export interface NumberRead {
  readonly expression: Expression;
  readonly decimals: number;
  readonly digits: number;
  readonly currency: boolean;
}

const WITHIN_BRACKETS = /^\(([^()]*)\)$/;
const MAX_DEPTH = 20;
const SPOKEN: Readonly<Record<string, Operator>> = { times: '*', plus: '+', minus: '-' };
const SPOKEN_BY: Readonly<Record<string, Operator>> = { divided: '/', multiplied: '*' };

/** Reads the longest side that starts at token `from` and ends at most at `limit`; null if none does. */
export function readSide(tokens: readonly Token[], from: number, limit: number): Side | null {
  return new SideReader(tokens, limit).read(from);
}

/** Recursive descent; a failed attempt leaves `at` where it was. */
class SideReader {
  #at = 0;
  #depth = 0;
  #operations = 0;
  #additive = false;
  #percent = false;
  #doubtful = false;
  readonly #numbers: NumberRead[] = [];
  readonly #units: string[] = [];
  readonly #tokens: readonly Token[];
  readonly #limit: number;

  constructor(tokens: readonly Token[], limit: number) {
    this.#tokens = tokens;
    this.#limit = Math.min(limit, tokens.length);
  }

  read(from: number): Side | null {
    this.#at = from;
    const part = this.#sum();
    if (!part) return null;
    return {
      from,
      to: this.#at,
      ...part,
      shown: WITHIN_BRACKETS.exec(part.shown)?.[1] ?? part.shown,
      operations: this.#operations,
      additive: this.#additive,
      numbers: this.#numbers,
      units: this.#units,
      percent: this.#percent,
      doubtful: this.#doubtful,
    };
  }

  #token(i = this.#at): Token | undefined {
    return i < this.#limit ? this.#tokens[i] : undefined;
  }

  #skip(i: number, kinds: readonly string[]): number {
    let at = i;
    while (kinds.includes(this.#token(at)?.kind ?? '')) at++;
    return at;
  }

  #sum(): Part | null {
    return this.#chain(['+', '-'], () => this.#chain(['*', '/'], () => this.#power()));
  }

  /** Operands joined from the left by the given operators, as far as they go. */
  #chain(operators: readonly Operator[], operand: () => Part | null): Part | null {
    let left = operand();
    let divided = false;
    while (left) {
      const back = this.#at;
      const operator = this.#operator(operators) ?? this.#implicit(operators);
      const right = operator && operand();
      if (!operator || !right) {
        this.#at = back;
        return left;
      }
      this.#operations++;
      // "28 / 1/5" means a division by a fifth to many who write it.
      if (operator === '/' && divided) this.#doubtful = true;
      divided = operator === '/';
      if (operator === '+' || operator === '-') this.#additive = true;
      left = join(operator, left, right);
    }
    return null;
  }

  #operator(operators: readonly Operator[]): Operator | null {
    const at = this.#skip(this.#at, ['seam']);
    const [operator, width] = this.#operatorAt(at) ?? [];
    if (operator === undefined || width === undefined || !operators.includes(operator)) return null;
    if (at > this.#at) {
      // On a new line, an "x" is a variable, and a sign may open another calculation.
      if (this.#token(at)?.kind === 'variable') return null;
      if (this.#token(at - 1)?.text.startsWith('\\\\')) this.#doubtful = true;
    }
    this.#at = this.#skip(at + width, ['seam']);
    // "1/3 of $150" may as well only say of what the third is.
    if (this.#token(at)?.text === 'of' && this.#token(at - 1)?.kind !== 'percent') {
      this.#doubtful = true;
    }
    return operator;
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
    const next = this.#token(this.#skip(at, ['currency']))?.kind ?? '';
    const operand = ['number', 'open', 'fraction'].includes(next);
    return operand && operator !== undefined ? [operator, width] : null;
  }

  /** "(5)(3)", "2(3 + 4)": brackets that touch what precedes them multiply. */
  #implicit(operators: readonly Operator[]): Operator | null {
    const token = this.#token();
    if (!operators.includes('*') || token?.text !== '(' || !token.glued) return null;
    const before = this.#tokens[this.#at - 1];
    if (before?.kind !== 'number' && before?.kind !== 'close') return null;
    // "6/2(1+2)" is read in two ways.
    if (this.#tokens[this.#at - 2]?.text === '/') this.#doubtful = true;
    return '*';
  }

  #power(): Part | null {
    const sign = this.#token();
    if (sign?.kind === 'operator' && (sign.text === '-' || sign.text === '+')) {
      this.#at = this.#skip(this.#at + 1, ['seam']);
      const part = this.#power();
      if (!part) return null;
      if (part.expression.kind === 'operation') this.#doubtful = true;
      if (sign.text === '+') return part;
      return { expression: { kind: 'negative', of: part.expression }, shown: `−${part.shown}` };
    }
    const base = this.#atom();
    if (!base || this.#token()?.text !== '^') return base;
    const back = this.#at++;
    const exponent = this.#token()?.text === '+' ? null : this.#power();
    if (!exponent) {
      this.#at = back;
      return base;
    }
    this.#operations++;
    return join('^', base, exponent);
  }

  #atom(): Part | null {
    const start = this.#skip(this.#at, ['currency']);
    const token = this.#token(start);
    const currency = start > this.#at;
    if (token?.kind === 'number') return this.#number(token, start, currency);
    if (token?.kind === 'open') return this.#group(start);
    if (token?.kind === 'fraction') return this.#fraction(start);
    if (token?.text === 'half' && this.#token(start + 1)?.text === 'of') return this.#half(start);
    return null;
  }

  /** "half of 94". */
  #half(start: number): Part | null {
    this.#at = start + 2;
    const of = this.#power();
    if (!of) return null;
    this.#operations++;
    this.#doubtful = true;
    return join('*', { expression: constant('0.5'), shown: '1/2' }, of);
  }

  #number(token: Token, at: number, currency: boolean): Part | null {
    const decimals = token.text.split('.')[1]?.length ?? 0;
    let expression: Expression = {
      kind: 'number',
      value: token.text,
      shift: `0.${'0'.repeat(decimals)}5`,
    };
    let shown = token.text;
    let next = at + 1;
    const after = this.#token(next);
    if (after?.kind === 'ellipsis' && after.glued) {
      this.#doubtful = true;
      next++;
    }
    // "0730" is a time or a code.
    if (/^0\d/.test(token.text)) this.#doubtful = true;
    next = this.#skip(next, this.#token(next)?.glued ? ['currency'] : []);
    this.#numbers.push({
      expression,
      decimals,
      digits: token.text.replace(/^0*\.?0*|\./g, '').length,
      currency: currency || next > at + 1,
    });
    if (this.#token(next)?.kind === 'percent') {
      expression = {
        kind: 'operation',
        operator: '/',
        left: expression,
        right: constant('100'),
      };
      shown += '%';
      this.#percent = true;
      next++;
    }
    this.#at = next;
    if (isFactor(this.#token())) return null;
    this.#unit(currency);
    return { expression, shown };
  }

  #group(at: number): Part | null {
    if (this.#depth === MAX_DEPTH) return null;
    this.#depth++;
    this.#at = this.#skip(at + 1, ['seam']);
    const part = this.#sum();
    this.#depth--;
    const end = this.#skip(this.#at, ['seam']);
    if (!part || this.#token(end)?.kind !== 'close') return null;
    this.#at = end + 1;
    this.#unit();
    const isBare = part.expression.kind === 'number' || WITHIN_BRACKETS.test(part.shown);
    return isBare ? part : { ...part, shown: `(${part.shown})` };
  }

  /** `\frac{2}{5}`; without braces, as in `\frac25`, a number would have to be cut in two. */
  #fraction(at: number): Part | null {
    this.#at = at + 1;
    if (this.#token()?.kind !== 'open') return null;
    const top = this.#group(this.#at);
    if (!top || this.#token()?.kind !== 'open') return null;
    const bottom = this.#group(this.#at);
    if (!bottom) return null;
    this.#operations++;
    this.#unit();
    return { ...join('/', top, bottom), shown: `(${top.shown} / ${bottom.shown})` };
  }

  /**
   * Passes over unit words after a number ("5 boxes", "2 pounds/book", "125 (Tuesday)"), if what
   * follows them continues or ends the calculation.
   */
  #unit(currency = false): void {
    let at = this.#skip(this.#at, ['seam']);
    let words = 0;
    let label = false;
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
        this.#doubtful = true;
        at = this.#unitPower(at);
      } else if (token?.kind === 'open' && this.#tokens[at - 1]?.end !== token.start) {
        const end = this.#labelEnd(at);
        if (end < 0) break;
        label = true;
        at = end;
      } else if (token?.kind === 'seam') at++;
      else break;
    }
    if (words === 0 && !label) return;
    const next = this.#token(at);
    const ends =
      at >= this.#limit || ['equals', 'approximately', 'close'].includes(next?.kind ?? '');
    // What follows an amount of money says what it is for.
    if (!currency) this.#units.push(...names.map(singular).reverse());
    if (ends || this.#operatorAt(at)) this.#at = at;
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

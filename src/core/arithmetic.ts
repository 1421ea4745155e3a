import { judge } from './equation-verdict.ts';
import { afterSeams, readSide, readSideBefore, type Side } from './equation-sides.ts';
import { isFactor } from './equation-units.ts';
import { type Token, tokenize } from './equation-tokens.ts';

/** What exact arithmetic says of an equation; `unknown` where its reading is open to doubt. */
export type Verdict = 'right' | 'wrong' | 'unknown';

/** An equation of numbers in a text, `text.slice(start, end)`. */
export interface Equation {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The two sides in plain signs and without units, e.g. `180 − 96` and `94`. */
  readonly left: string;
  readonly right: string;
  readonly verdict: Verdict;
  /** The left side's true value, e.g. `84`; only where the verdict is `wrong`. */
  readonly value?: string;
}

// "7 × 103 = 105. This is false": put forward to be refuted.
const DENIED = /^[^=]{0,50}\b(?:false|untrue|not (?:true|equal|possible)|contradict|impossible)/i;

const MAX_TEXT = 20_000;
const MAX_EQUATIONS = 1000;
const MAX_SIDE = 60;

// Words that say of the number after them that more belongs to it than the signs tell.
const QUALIFIERS = new Set(
  'of half twice double triple thrice quadruple plus minus times by than less more over dozen mod modulo base negative root squared cubed factor'.split(
    ' ',
  ),
);
const AMOUNTS = new Set('total cost amount price sum value score'.split(' '));
// Words whose number is a name: "day 3", "step 2".
const NAMES = new Set(
  'day week month year hour minute step case question problem part chapter grade level room page number no equation line figure phase round box group team train person class version'.split(
    ' ',
  ),
);
const FUNCTIONS = new Set('sin cos tan cot sec csc log ln exp sqrt max min gcd lcm abs'.split(' '));
// Words that go on with the number before them.
const CONTINUES = new Set(
  'r remainder mod modulo thousand million billion trillion hundred hundredths dozen percent times squared cubed factorial choose am pm and'.split(
    ' ',
  ),
);
// Where these occur, signs may not mean what they mean elsewhere.
const OTHER_ARITHMETIC =
  /\bbase[- _]?\{?\d|\bmod(?:ulo)?\b|\\[pb]?mod\b|≡|o'clock|\bbinary\b|\bhexadecimal\b/i;

/**
 * The equations between numbers in a text, in order, with what exact arithmetic says of each: chains
 * `a = b = c` give one a link. Plain signs and simple LaTeX, percentages, currencies and unit words
 * are understood; equations with variables and those without anything to calculate are left out. A
 * doubtful reading is 'unknown', never 'wrong'. Never throws; looks at the first 20,000 characters.
 */
export function findEquations(text: string): Equation[] {
  const source = text.slice(0, MAX_TEXT);
  const tokens = tokenize(source);
  const otherwise = OTHER_ARITHMETIC.test(source);
  const found: Equation[] = [];
  let chained: Side | null = null;
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'equals' && token.kind !== 'approximately') continue;
    // The right side of the link before, if it reaches this sign, is the left side of this one.
    const left: Bounded | null =
      chained && afterSeams(tokens, chained.to) === at
        ? { side: chained, doubtful: false }
        : leftOf(tokens, at);
    const right: Bounded | null = rightOf(tokens, at);
    chained = right?.side ?? null;
    if (!left || !right || !isCalculation(left.side, right.side)) continue;
    const approximate = token.kind === 'approximately';
    const start = tokens[left.side.from]?.start ?? 0;
    const end = tokens[right.side.to - 1]?.end ?? start;
    const denied = DENIED.test(source.slice(end, end + 80));
    const doubtful = otherwise || denied || left.doubtful || right.doubtful;
    found.push({
      text: source.slice(start, end),
      start,
      end,
      ...judge(left.side, right.side, { approximate, doubtful }),
    });
    if (found.length === MAX_EQUATIONS) break;
  }
  return found;
}

interface Bounded {
  readonly side: Side;
  readonly doubtful: boolean;
}

/** "3 = 3" calculates nothing, but "50% = 0.5" does, and units may differ. */
function isCalculation(left: Side, right: Side): boolean {
  if (left.operations + right.operations > 0 || left.percent !== right.percent) return true;
  return left.units.length > 0 && right.units.length > 0 && left.units[0] !== right.units[0];
}

/** The longest calculation that ends at the sign `at`, unless what stands before it belongs to it. */
function leftOf(tokens: readonly Token[], at: number): Bounded | null {
  let first = at;
  while (first > 0 && at - first < MAX_SIDE && !isBorder(tokens[first - 1])) first--;
  const side = readSideBefore(tokens, first, at);
  if (!side) return null;
  const before = boundaryBefore(tokens, side.from);
  return before === 'none' ? null : { side, doubtful: before === 'doubtful' };
}

function isBorder(token: Token | undefined): boolean {
  return !token || ['equals', 'approximately', 'edge'].includes(token.kind);
}

/** Whether a calculation can start at `from`, by the token before it. */
function boundaryBefore(tokens: readonly Token[], from: number): 'clean' | 'doubtful' | 'none' {
  let at = from - 1;
  while (tokens[at]?.kind === 'currency') at--;
  const seam = tokens[at]?.kind === 'seam';
  while (tokens[at]?.kind === 'seam' || tokens[at]?.kind === 'currency') at--;
  const before = tokens[at];
  const first = tokens[from];
  const signed = first?.kind === 'operator';
  if (!before || before.kind === 'edge') return 'clean';
  switch (before.kind) {
    case 'open': {
      const outer = tokens[at - 1];
      return outer?.kind === 'operator' || (before.glued && !isBorder(outer)) ? 'none' : 'clean';
    }
    case 'equals':
    case 'approximately':
      return 'clean';
    case 'word':
      if (signed || FUNCTIONS.has(before.text)) return 'none';
      if (first?.kind === 'open' && first.glued) return 'none';
      if (before.text === 'and' && tokens[at - 1]?.kind === 'number') return 'doubtful';
      if (before.text === 'of' && AMOUNTS.has(tokens[at - 1]?.text ?? '')) return 'clean';
      return QUALIFIERS.has(before.text) || NAMES.has(before.text) ? 'doubtful' : 'clean';
    case 'number':
    case 'percent':
    case 'close':
      if (signed) return 'none';
      return seam ? 'clean' : before.kind === 'number' && first?.glued ? 'none' : 'doubtful';
    case 'variable':
    case 'operator':
    case 'fraction':
    case 'ellipsis':
    case 'symbol':
    case 'currency':
    case 'seam':
      return 'none';
  }
}

/** The longest calculation after the sign `at`, unless what stands after it belongs to it. */
function rightOf(tokens: readonly Token[], at: number): Bounded | null {
  const from = afterSeams(tokens, at + 1);
  const side = readSide(tokens, from, Math.min(at + 1 + MAX_SIDE, tokens.length));
  if (!side) return null;
  const after = boundaryAfter(tokens, side.to);
  return after === 'none' ? null : { side, doubtful: after === 'doubtful' };
}

function boundaryAfter(tokens: readonly Token[], to: number): 'clean' | 'doubtful' | 'none' {
  let at = to;
  while (tokens[at]?.kind === 'seam' || tokens[at]?.kind === 'currency') at++;
  const after = tokens[at];
  const seam = at > to;
  switch (after?.kind) {
    case 'edge':
      // A question claims nothing, and "3!" may be a factorial.
      return /[?!]/.test(after.text) ? 'doubtful' : 'clean';
    case undefined:
    case 'equals':
    case 'approximately':
    case 'close':
      return 'clean';
    case 'word':
      if (isFactor(after)) return 'none';
      return CONTINUES.has(after.text) ? 'doubtful' : 'clean';
    case 'number':
      return seam ? 'clean' : 'doubtful';
    case 'open':
      return after.glued ? 'none' : 'clean';
    case 'operator':
      return dangling(tokens, at);
    case 'percent':
    case 'ellipsis':
      return 'doubtful';
    case 'variable':
    case 'symbol':
      return 'none';
    case 'fraction':
    case 'currency':
    case 'seam':
      return seam ? 'clean' : 'none';
  }
}

/** An operator without a number after it: a dash in prose, or a calculation with a variable. */
function dangling(tokens: readonly Token[], at: number): 'clean' | 'doubtful' | 'none' {
  const kind = tokens[at + 1]?.kind;
  if (kind === undefined || kind === 'edge') return 'clean';
  return kind === 'word' ? 'doubtful' : 'none';
}

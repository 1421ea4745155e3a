import type { Operator } from './exact-value.ts';
import { mathSpans } from './math-spans.ts';

/** A piece of a text as arithmetic sees it, `text.slice(start, end)`. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** A number's digits, a word, an operator's sign; else what the text has. */
  readonly text: string;
  /** Whether nothing stands between this and the token before it. */
  readonly glued: boolean;
}

/**
 * `edge` ends any calculation (punctuation, a display's borders), `seam` may stand within one (a
 * line break, an inline formula's borders), `symbol` makes what it touches no plain number (`!`, `√`,
 * an unknown command), `variable` is a letter on its own, or several in a formula.
 */
export type TokenKind =
  | 'number'
  | 'operator'
  | 'equals'
  | 'approximately'
  | 'open'
  | 'close'
  | 'fraction'
  | 'percent'
  | 'currency'
  | 'ellipsis'
  | 'word'
  | 'variable'
  | 'symbol'
  | 'seam'
  | 'edge';

const OPERATORS: Readonly<Record<string, Operator>> = {
  '+': '+',
  '-': '-',
  '−': '-',
  '–': '-',
  '*': '*',
  '×': '*',
  '·': '*',
  '⋅': '*',
  '∙': '*',
  '∗': '*',
  '/': '/',
  '÷': '/',
  '∕': '/',
  '⁄': '/',
  '^': '^',
  '**': '^',
};

const COMMANDS: Readonly<Record<string, readonly [TokenKind, string]>> = {
  times: ['operator', '*'],
  cdot: ['operator', '*'],
  div: ['operator', '/'],
  frac: ['fraction', ''],
  dfrac: ['fraction', ''],
  tfrac: ['fraction', ''],
  cfrac: ['fraction', ''],
  approx: ['approximately', ''],
  simeq: ['approximately', ''],
  dots: ['ellipsis', ''],
  ldots: ['ellipsis', ''],
  cdots: ['ellipsis', ''],
  quad: ['edge', ''],
  qquad: ['edge', ''],
  implies: ['edge', ''],
  Rightarrow: ['edge', ''],
  rightarrow: ['edge', ''],
  to: ['edge', ''],
  begin: ['edge', ''],
  end: ['edge', ''],
  therefore: ['edge', ''],
};
// Commands that only change how their argument looks, or nothing at all.
const SILENT =
  /^(?:left|right|big|Big|bigg|Bigg|boxed|displaystyle|textstyle|limits|phantom|,|;|:|!)$/;

const MAX_NUMBER = 30;

const PIECES = new RegExp(
  [
    String.raw`(?<text>\\(?:text|textbf|textit|textrm|mathrm|mbox)\s*\{[^{}]{0,200}\})`,
    String.raw`(?<ellipsis>\.{3}|…)`,
    String.raw`(?<edge>\\\[|\\\]|\$\$|[.;?](?!\w)|!(?=\s|$)|[,:](?!\d)|[•—"“”…](?!\d)|\\qquad)`,
    String.raw`(?<seam>\\\\(?:\[[^\]\n]{0,10}\])?|\n|\\[()]|&)`,
    String.raw`(?<degree>\^\s*(?:\\circ|\{\s*\\circ\s*\}))`,
    String.raw`\\(?<sign>[$%])`,
    String.raw`\\(?<command>[a-zA-Z]+|[^\sa-zA-Z])`,
    String.raw`(?<number>\d{1,3}(?:(?:,\\!|,|\{,\}|\\[,;]|\\!,)\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)`,
    String.raw`(?<equals>=)`,
    String.raw`(?<approximately>[≈≃≅])`,
    String.raw`(?<operator>\*\*|[-+−–*×·⋅∙∗/÷∕⁄^])`,
    String.raw`(?<power>[²³])`,
    String.raw`(?<open>[({[])`,
    String.raw`(?<close>[)}\]])`,
    String.raw`(?<percent>%)`,
    String.raw`(?<currency>[$€£¥₹])`,
    String.raw`(?<word>\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}+)*)`,
    String.raw`(?<other>[^\s])`,
  ].join('|'),
  'gu',
);

/** The tokens of a text, in order; white space is none of them. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const formulas = mathSpans(text);
  let formula = 0;
  let end = 0;
  for (const match of text.matchAll(PIECES)) {
    const at = match.index;
    while ((formulas[formula]?.end ?? Infinity) <= at) formula++;
    const inFormula = (formulas[formula]?.start ?? Infinity) <= at;
    const pieces = read(match, inFormula);
    // What changes only the looks, such as `\left`, parts nothing.
    if (pieces.length === 0 && at === end) end = at + match[0].length;
    for (const piece of pieces) {
      const start = at + piece.offset;
      const glued = start === end || (inFormula && match[0] === '(');
      tokens.push({ ...piece.token, start, end: start + piece.length, glued });
      end = start + piece.length;
    }
  }
  return tokens;
}

interface Piece {
  readonly token: { readonly kind: TokenKind; readonly text: string };
  readonly offset: number;
  readonly length: number;
}

function read(match: RegExpMatchArray, inFormula: boolean): Piece[] {
  const whole = match[0];
  const groups = match.groups ?? {};
  if (inFormula && (whole === '\n' || whole === '&')) return [];
  const piece = (kind: TokenKind, text = whole): Piece[] => [
    { token: { kind, text }, offset: 0, length: whole.length },
  ];
  if (groups['text'] !== undefined) return wordsOf(whole);
  if (groups['number'] !== undefined) {
    if (whole.length > MAX_NUMBER) return piece('symbol');
    return piece('number', whole.replace(/[^\d.]/g, ''));
  }
  if (groups['operator'] !== undefined) return piece(...operator(whole, match, inFormula));
  if (groups['power'] !== undefined) {
    const half = { offset: 0, length: 0 };
    const digit = whole === '²' ? '2' : '3';
    return [{ token: { kind: 'operator', text: '^' }, ...half }, ...piece('number', digit)];
  }
  if (groups['sign'] !== undefined) return piece(whole === '\\%' ? 'percent' : 'currency');
  if (groups['command'] !== undefined) {
    const command = groups['command'];
    if (SILENT.test(command)) return [];
    const [kind, text] = (Object.hasOwn(COMMANDS, command) && COMMANDS[command]) || ['symbol', ''];
    return piece(kind, text);
  }
  if (groups['word'] !== undefined) {
    if (whole === 'equals') return piece('equals');
    // Outside formulas, the article and "I" are words.
    const isVariable = inFormula || /^[^\P{L}aAI]$/u.test(whole);
    return isVariable ? piece('variable') : piece('word', whole.toLowerCase());
  }
  if (groups['degree'] !== undefined || groups['other'] !== undefined) return piece('symbol');
  const kind = Object.keys(groups).find((name) => groups[name] !== undefined);
  return piece(kind as TokenKind);
}

function operator(sign: string, match: RegExpMatchArray, inFormula: boolean): [TokenKind, string] {
  const { input = '', index = 0 } = match;
  const before = input.slice(Math.max(index - 20, 0), index);
  const after = input[index + sign.length] ?? ' ';
  // A dash or star that opens a line and stands apart is a list's bullet.
  const opensLine = index === 0 || /\n[ \t]*$/.test(before);
  if (opensLine && !inFormula && /^[-*–]$/.test(sign) && /\s/.test(after)) return ['edge', sign];
  // Two stars are a power only between what they calculate with; otherwise they make text bold.
  if (sign === '**' && !(/[\d)]$/.test(before) && /[\d(]/.test(after))) return ['seam', sign];
  const operator = OPERATORS[sign];
  return operator === undefined ? ['symbol', sign] : ['operator', operator];
}

/** What stands in `\text{…}`, word by word; digits in it are no numbers to calculate with. */
function wordsOf(command: string): Piece[] {
  const from = command.indexOf('{') + 1;
  const pieces = [...command.slice(from, -1).matchAll(/[\p{L}\d'’.-]+|\S/gu)].map((match) => ({
    token: { kind: kindInText(match[0]), text: match[0].toLowerCase() },
    offset: from + match.index,
    length: match[0].length,
  }));
  if (pieces.length > 0) return pieces;
  return [{ token: { kind: 'seam', text: '' }, offset: 0, length: command.length }];
}

function kindInText(text: string): TokenKind {
  if (/\d/.test(text)) return 'symbol';
  if (/\p{L}/u.test(text)) return 'word';
  const kinds: Readonly<Record<string, TokenKind>> = {
    '/': 'operator',
    '%': 'percent',
    '(': 'open',
    ')': 'close',
  };
  return (Object.hasOwn(kinds, text) && kinds[text]) || 'seam';
}

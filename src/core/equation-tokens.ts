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
const UNKNOWN = ['symbol', ''] as const;
// Commands that only change how their argument looks, or nothing at all.
const SILENT =
  /^(?:left|right|big|Big|bigg|Bigg|boxed|displaystyle|textstyle|limits|phantom|,|;|:|!)$/;

const MAX_NUMBER = 30;

// Signs that are a token of their own whatever stands around them.
const SIGNS: ReadonlyMap<string, TokenKind> = new Map(
  (
    [
      ['equals', '='],
      ['approximately', '≈≃≅'],
      ['open', '({['],
      ['close', ')}]'],
      ['percent', '%'],
      ['currency', '€£¥₹'],
      ['seam', '\n&'],
    ] as const
  ).flatMap(([kind, signs]) => Array.from(signs, (sign): [string, TokenKind] => [sign, kind])),
);

// What else there may be at a place, in the order of precedence. One expression with a group for each
// would make an object of all groups a token; patterns that are only tested take a tenth of its time.
const RULES = (
  [
    ['space', String.raw`[^\S\n]+`],
    ['word', String.raw`\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}+)*`],
    ['ellipsis', String.raw`\.{3}|…`],
    ['edge', String.raw`\\\[|\\\]|\$\$|[.;?](?!\w)|!(?=\s|$)|[,:](?!\d)|[•—"“”](?!\d)|\\qquad`],
    // Room for more groups of thousands than a number may have, but not for so many that each place
    // in a long row of them would cost a look at the whole row.
    [
      'number',
      String.raw`\d{1,3}(?:(?:,\\!|,|\{,\}|\\[,;]|\\!,)\d{3}){1,10}(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+`,
    ],
    ['symbol', String.raw`\^\s*(?:\\circ|\{\s*\\circ\s*\})`],
    ['operator', String.raw`\*\*|[-+−–*×·⋅∙∗/÷∕⁄^]`],
    ['power', '[²³]'],
    ['text', String.raw`\\(?:text|textbf|textit|textrm|mathrm|mbox)\s*\{[^{}]{0,200}\}`],
    ['seam', String.raw`\\\\(?:\[[^\]\n]{0,10}\])?|\\[()]`],
    ['percent', String.raw`\\%`],
    ['currency', String.raw`\\?\$`],
    ['command', String.raw`\\(?:[a-zA-Z]+|[^\sa-zA-Z])`],
    ['symbol', String.raw`\S`],
  ] as const
).map(([name, pattern]) => ({ name, pattern: new RegExp(pattern, 'uy') }));

type RuleName = TokenKind | (typeof RULES)[number]['name'];

/** The tokens of a text, in order; white space is none of them. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const formulas = mathSpans(text);
  let formula = 0;
  let end = 0;
  for (let rule = ruleAt(text, 0); rule; rule = ruleAt(text, rule.end)) {
    const { name, at } = rule;
    if (name === 'space') continue;
    while ((formulas[formula]?.end ?? Infinity) <= at) formula++;
    const inFormula = (formulas[formula]?.start ?? Infinity) <= at;
    const pieces = read(name, { text, at, end: rule.end, inFormula });
    // What changes only the looks, such as `\left`, parts nothing.
    if (pieces.length === 0 && at === end) end = rule.end;
    for (const { kind, text: said, offset, length } of pieces) {
      const start = at + offset;
      const glued = start === end || (inFormula && text[at] === '(');
      end = start + length;
      tokens.push({ kind, start, end, text: said, glued });
    }
  }
  return tokens;
}

/** The rule that holds at a place, and where what it takes ends; null at the text's end. */
function ruleAt(text: string, at: number): { name: RuleName; at: number; end: number } | null {
  const sign = SIGNS.get(text.charAt(at));
  if (sign) return { name: sign, at, end: at + 1 };
  for (const { name, pattern } of RULES) {
    pattern.lastIndex = at;
    if (pattern.test(text)) return { name, at, end: pattern.lastIndex };
  }
  return null;
}

/** A stretch of the text that follows one rule. */
interface Stretch {
  readonly text: string;
  readonly at: number;
  readonly end: number;
  readonly inFormula: boolean;
}

/** A token within its stretch. */
interface Piece {
  readonly kind: TokenKind;
  readonly text: string;
  readonly offset: number;
  readonly length: number;
}

function read(rule: Exclude<RuleName, 'space'>, stretch: Stretch): Piece[] {
  const { inFormula } = stretch;
  const whole = stretch.text.slice(stretch.at, stretch.end);
  const piece = (kind: TokenKind, text = whole): Piece[] => [
    { kind, text, offset: 0, length: whole.length },
  ];
  switch (rule) {
    case 'text':
      return wordsOf(whole);
    case 'seam':
      return inFormula && (whole === '\n' || whole === '&') ? [] : piece('seam');
    case 'number':
      if (whole.length > MAX_NUMBER) return piece('symbol');
      return piece('number', whole.replace(/[^\d.]/g, ''));
    case 'operator':
      return piece(...operator(whole, stretch));
    case 'power': {
      const sign: Piece = { kind: 'operator', text: '^', offset: 0, length: 0 };
      return [sign, ...piece('number', whole === '²' ? '2' : '3')];
    }
    case 'command': {
      const command = whole.slice(1);
      if (SILENT.test(command)) return [];
      return piece(...((Object.hasOwn(COMMANDS, command) && COMMANDS[command]) || UNKNOWN));
    }
    case 'word': {
      if (whole === 'equals') return piece('equals');
      // Outside formulas, the article and "I" are words.
      const isVariable = inFormula || /^[^\P{L}aAI]$/u.test(whole);
      return isVariable ? piece('variable') : piece('word', whole.toLowerCase());
    }
    case 'approximately':
    case 'close':
    case 'currency':
    case 'edge':
    case 'ellipsis':
    case 'equals':
    case 'fraction':
    case 'open':
    case 'percent':
    case 'symbol':
    case 'variable':
      return piece(rule);
  }
}

function operator(sign: string, { text, at, end, inFormula }: Stretch): [TokenKind, string] {
  const before = text.slice(Math.max(at - 20, 0), at);
  const after = text[end] ?? ' ';
  // A dash or star that opens a line and stands apart is a list's bullet.
  const isBullet =
    /^[-*–]$/.test(sign) && /\s/.test(after) && (at === 0 || /\n[ \t]*$/.test(before));
  if (isBullet && !inFormula) return ['edge', sign];
  // Two stars are a power only between what they calculate with; otherwise they make text bold.
  if (sign === '**' && !(/[\d)]$/.test(before) && /[\d(]/.test(after))) return ['seam', sign];
  const operator = OPERATORS[sign];
  return operator === undefined ? ['symbol', sign] : ['operator', operator];
}

/** What stands in `\text{…}`, word by word; digits in it are no numbers to calculate with. */
function wordsOf(command: string): Piece[] {
  const from = command.indexOf('{') + 1;
  const pieces = [...command.slice(from, -1).matchAll(/[\p{L}\d'’.-]+|\S/gu)].map((match) => ({
    kind: kindInText(match[0]),
    text: match[0].toLowerCase(),
    offset: from + match.index,
    length: match[0].length,
  }));
  if (pieces.length > 0) return pieces;
  return [{ kind: 'seam', text: '', offset: 0, length: command.length }];
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

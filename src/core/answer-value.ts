import { exact, type Exact } from './exact-value.ts';

const VULGAR_FRACTION = /(?<=\d)(?=[¼-¾⅐-⅞])/gu;
const WRAPPERS =
  /\\(?:boxed|fbox|text|textbf|textit|textrm|mathrm|mathbf|mbox)\s*\{([^{}]*)\}|\\(?:left|right|displaystyle)(?![a-zA-Z])/g;
const FRACTION = /(\d+(?=\s*\\))?\s*\\[dtc]?frac\s*(?:\{([^{}]*)\}|(\d))\s*(?:\{([^{}]*)\}|(\d))/g;
const POWER_OF_TEN =
  /\s*(?:×|\\times|\\cdot|·|\*)\s*10\s*(?:\^|\*\*)\s*\{?\s*([-+]?\d{1,2})\s*\}?/g;
// Thousands as LaTeX, English and thin-spaced type write them.
const SEPARATOR = /(?<=\d)(?:\\?,\\!|\{,\}|\\[,;!]|[,\u2009\u202f\u00a0])(?=\d{3}(?!\d))/g;
const UNSIGNED = String.raw`(?:\d+(?:\.\d+)?|\.\d+)(?:e[-+]?\d{1,2}(?![\w.]))?`;
// A sign after the currency, as in $-5, counts as well.
const NUMBER = new RegExp(
  String.raw`(?:(?<sign>[-+])\s*)?(?:[$€£¥₹]\s*)?(?<inner>[-+])?(?:(?<whole>\d+)(?:\s+|\s+and\s+)(?<top>\d+)\s*/\s*(?<bottom>\d+)|(?<left>${UNSIGNED})(?:\s*/\s*(?<right>${UNSIGNED}))?)`,
  'g',
);
const MULTIPLIERS: Readonly<Record<string, string>> = {
  thousand: '1000',
  million: '1000000',
  billion: '1000000000',
};
// What may stand around the number of an answer: words, brackets, units with their powers.
const SURROUNDINGS = /^(?:[\p{L}\s.,;:!?'’"()[\]{}$€£¥₹%°/*_-]|(?<=\p{L})\^\{?[23]\}?)*$/u;
const VARIABLE = /(?<![\p{L}'’])(?![amgslhL](?![\p{L}]))\p{L}(?![\p{L}'’.])/u;
const OPERATOR_AT_NUMBER = /[*/_-]\s*$/;
const MAX_LENGTH = 400;
const MAX_TYPESET = 4000;
const MAX_DIGITS = 60;

/**
 * What tells whether two answers are the same: equal for `0.5`, `1/2`, `\frac{1}{2}` and `$.50`. A
 * number's key is its exact value: units, currencies and percent signs are dropped, so that `50%`
 * is 50. Anything else is compared as text, without case, spacing and, up to 4,000 characters,
 * wrappers. Null for a blank answer.
 */
export function answerKey(answer: string): string | null {
  const text = answer.length > MAX_TYPESET ? answer.trim() : plain(answer);
  if (text === '') return null;
  const value = text.length > MAX_LENGTH ? null : numberIn(text);
  return value ? value.toFraction() : `“${text.replace(/\s+/g, '').toLowerCase()}”`;
}

/** Whether two answers are equal in value (or, where they are no numbers, in wording). */
export function isSameAnswer(a: string, b: string): boolean {
  const key = answerKey(a);
  return key !== null && key === answerKey(b);
}

/** The text without typesetting and decoration. */
function plain(answer: string): string {
  // Before NFKC, which makes "m2" of "m²" and "21⁄2" of "2½".
  let text = answer.replace(/[²³]/g, (power) => (power === '²' ? '^2' : '^3'));
  text = text.replace(VULGAR_FRACTION, ' ').normalize('NFKC').replace(/[−–]/g, '-');
  text = text
    .replace(/⁄/g, '/')
    .replace(/\\([$%])/g, '$1')
    .replace(SEPARATOR, '');
  // Wrappers can stand within each other; each pass takes the innermost.
  for (let before = ''; before !== text;) {
    before = text;
    text = text.replace(WRAPPERS, ' $1 ').replace(FRACTION, fraction);
  }
  return text
    .replace(POWER_OF_TEN, 'e$1')
    .replace(/\^\s*\{?\s*\\circ\s*\}?/g, '°')
    .replace(/\\[()[\],;:! ]|\$\$|~/g, ' ')
    .replace(/\*\*|__/g, '')
    .replace(/^[\s"'“”‘’`]+|[\s"'“”‘’`.,;:!?]+$/gu, '')
    .replace(/^\$([^$]*)\$$/, '$1')
    .replace(/[\s.]+$/, '')
    .trim();
}

function fraction(
  _: string,
  whole: string | undefined,
  top: string | undefined,
  digit: string | undefined,
  bottom: string | undefined,
  other: string | undefined,
): string {
  return ` ${whole ?? ''} ${top ?? digit ?? ''}/${bottom ?? other ?? ''} `;
}

/** The value of the one number that a text consists of besides words; null where it is no such text. */
function numberIn(whole: string): Exact | null {
  const text = whole.slice(whole.lastIndexOf('=') + 1).trim();
  const [match, second] = Array.from(text.matchAll(NUMBER));
  if (!match?.groups || isSecondNumber(second, text)) return null;
  const before = text.slice(0, match.index);
  const after = text.slice(match.index + match[0].length);
  const around = `${before} ${after}`;
  const isPlain =
    SURROUNDINGS.test(before) &&
    SURROUNDINGS.test(after) &&
    !OPERATOR_AT_NUMBER.test(before) &&
    !/^\s*[*/(-](?!\s*\p{L})/u.test(after) &&
    !VARIABLE.test(around) &&
    // A letter glued before a digit makes it a name, such as "x2".
    !/\p{L}$/u.test(before);
  const value = isPlain ? valueOf(match.groups) : null;
  if (!value) return null;
  const multiplier = MULTIPLIERS[/^\s*(\p{L}+)/u.exec(after)?.[1]?.toLowerCase() ?? ''];
  const magnified = multiplier ? value.mul(exact(multiplier)) : value;
  return /\b(?:negative|minus)\s*$/i.test(before) ? magnified.neg() : magnified;
}

/** A unit's power, as in `m^2`, is no second number. */
function isSecondNumber(match: RegExpMatchArray | undefined, text: string): boolean {
  return match?.index !== undefined && !/\p{L}\^\{?$/u.test(text.slice(0, match.index));
}

function valueOf(groups: Record<string, string | undefined>): Exact | null {
  const { whole, top, bottom, left, right } = groups;
  const isNegative = (groups.sign === '-') !== (groups.inner === '-');
  const value =
    whole !== undefined
      ? quotient(top, bottom)?.add(exact(whole))
      : right === undefined
        ? decimal(left)
        : quotient(left, right);
  if (!value) return null;
  return isNegative ? value.neg() : value;
}

function quotient(top = '', bottom = ''): Exact | null {
  const [above, below] = [decimal(top), decimal(bottom)];
  return above && below && !below.equals(0) ? above.div(below) : null;
}

function decimal(text = ''): Exact | null {
  const [mantissa = '', exponent = '0'] = text.split('e');
  if (mantissa === '' || mantissa.length > MAX_DIGITS) return null;
  const power = exact('10').pow(Number(exponent));
  return power && exact(mantissa).mul(power);
}

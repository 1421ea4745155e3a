/** A stretch `[start, end)` of a text that is LaTeX, with its inside `[innerStart, innerEnd)`. */
export interface MathSpan {
  readonly start: number;
  readonly end: number;
  readonly innerStart: number;
  readonly innerEnd: number;
  readonly display: boolean;
}

const MAX_DISPLAY = 5000;
const MAX_INLINE = 1000;
const ENVIRONMENTS =
  'align|aligned|alignat|equation|gather|gathered|multline|cases|split|array|matrix|[bpvV]matrix|eqnarray|displaymath|tabular';

/**
 * The formulas of a text, in order and apart from each other: `\[…\]`, `$$…$$`, environments such
 * as align, a chat page's lone `[` and `]` lines around LaTeX, `\(…\)`, and `$…$` where the dollars
 * do not look like money. An opener without its end is text.
 */
export function mathSpans(text: string): MathSpan[] {
  const opener = new RegExp(
    String.raw`\\\\|\\\$|\$\$|\\\[|\\\(|\\begin\{((?:${ENVIRONMENTS})\*?)\}|^\[[ \t]*$|\$`,
    'gm',
  );
  const next = closerFinder(text);
  const spans: MathSpan[] = [];
  for (let match = opener.exec(text); match; match = opener.exec(text)) {
    const span = spanAt(text, match, next);
    if (!span) continue;
    spans.push(span);
    opener.lastIndex = span.end;
  }
  return spans;
}

type Closer = (closer: string, from: number) => number;

/** `indexOf` that remembers where each closer comes next, so that many openers cost one pass. */
function closerFinder(text: string): Closer {
  const known = new Map<string, { from: number; at: number }>();
  return (closer, from) => {
    const last = known.get(closer);
    if (last && last.from <= from && from <= last.at) return last.at;
    const found = text.indexOf(closer, from);
    const at = found < 0 ? Infinity : found;
    known.set(closer, { from, at });
    return at;
  };
}

function spanAt(text: string, match: RegExpExecArray, next: Closer): MathSpan | null {
  const opener = match[0];
  const start = match.index;
  const inner = start + opener.length;
  if (opener === '\\\\' || opener === '\\$') return null;
  if (opener === '$') return dollars(text, start, next);
  if (opener === '$$') return closed(start, inner, next('$$', inner), 2, MAX_DISPLAY);
  if (opener === '\\(') {
    const end = next('\\)', inner);
    return next('\\(', inner) < end ? null : closed(start, inner, end, 2, MAX_INLINE);
  }
  if (opener === '\\[') {
    const end = next('\\]', inner);
    return reopened(text, inner, end, next) ? null : closed(start, inner, end, 2, MAX_DISPLAY);
  }
  if (match[1] !== undefined) {
    const close = `\\end{${match[1]}}`;
    const span = closed(start, inner, next(close, inner), close.length, MAX_DISPLAY);
    // An environment's own begin and end belong to what a renderer needs.
    return span && { ...span, innerStart: span.start, innerEnd: span.end };
  }
  const end = next('\n]', inner);
  const span = closed(start, inner, end, 2, MAX_DISPLAY);
  return span && /\\[a-z]{2}/i.test(text.slice(inner, end)) ? span : null;
}

/** Whether `\[` opens anew before `end`; `\\[4pt]`, a row's spacing, does not. */
function reopened(text: string, from: number, end: number, next: Closer): boolean {
  const at = next('\\[', from);
  return at < end && text[at - 1] !== '\\';
}

function closed(
  start: number,
  innerStart: number,
  innerEnd: number,
  closerLength: number,
  limit: number,
): MathSpan | null {
  if (innerEnd - innerStart > limit || innerEnd === innerStart) return null;
  const display = limit === MAX_DISPLAY;
  return { start, end: innerEnd + closerLength, innerStart, innerEnd, display };
}

/**
 * `$…$` at `start`, by the rules that Pandoc uses (no white space inside the dollars, no digit after
 * them) and two more: `20$` opens nothing before a space or a comma, and prose is no formula.
 */
function dollars(text: string, start: number, next: Closer): MathSpan | null {
  const inner = start + 1;
  if (/[\s,.;:!?)]/.test(text[inner] ?? ' ')) return null;
  for (let end = next('$', inner), tries = 0; tries < 4; end = next('$', end + 1), tries++) {
    if (end - inner > MAX_INLINE) return null;
    const escaped = text[end - 1] === '\\';
    if (escaped || /\s/.test(text[end - 1] ?? ' ') || /\d/.test(text[end + 1] ?? '')) continue;
    const tex = text.slice(inner, end);
    if (/\n\s*\n/.test(tex) || isProse(tex)) return null;
    return closed(start, inner, end, 1, MAX_INLINE);
  }
  return null;
}

function isProse(tex: string): boolean {
  const bare = tex.replace(
    /\\(?:text|mathrm|textbf|mbox|operatorname)\s*\{[^{}]*\}|\\[a-z]+/gi,
    ' ',
  );
  return /(?:^|\s)[a-z]{3,}\s+(?:[^\s\\]+\s+)?[a-z]{2,}(?:\s|$)/i.test(bare);
}

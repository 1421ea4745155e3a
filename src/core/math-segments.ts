import { mathSpans } from './math-spans.ts';

/** A stretch of text, or of LaTeX with (`source`) and without (`tex`) its delimiters. */
export type MathSegment =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'math';
      readonly tex: string;
      readonly display: boolean;
      readonly source: string;
    };

/**
 * Cuts a text into plain stretches and formulas, in order; none is empty, and the empty text has
 * none. In plain stretches `\$` and `\%` lose their backslash, which means nothing outside a
 * formula. Dollars that look like money ("$5 and $7") are text.
 */
export function splitMath(text: string): MathSegment[] {
  const segments: MathSegment[] = [];
  let at = 0;
  const plain = (end: number): void => {
    if (end > at)
      segments.push({ kind: 'text', text: text.slice(at, end).replace(/\\([$%])/g, '$1') });
  };
  for (const { start, end, innerStart, innerEnd, display } of mathSpans(text)) {
    plain(start);
    segments.push({
      kind: 'math',
      tex: text.slice(innerStart, innerEnd).trim(),
      display,
      source: text.slice(start, end),
    });
    at = end;
  }
  plain(text.length);
  return segments;
}

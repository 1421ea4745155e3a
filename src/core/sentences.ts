import { mathSpans } from './math-spans.ts';

const ABBREVIATIONS = new Set(
  'mr mrs ms dr prof st jr sr vs e.g i.e cf eg ie approx no fig eq eqn sec ch p pp vol resp est al ca'.split(
    ' ',
  ),
);

/**
 * The sentences of a paragraph, trimmed and without line breaks at their ends; never cut inside a
 * formula, a decimal number, after an abbreviation or an initial. Blank text has none.
 */
export function splitSentences(text: string): string[] {
  const spans = mathSpans(text);
  const sentences: string[] = [];
  let start = 0;
  let span = 0;
  for (const match of text.matchAll(/[.!?…؟۔।]["'”’)\]*_]*\s+|[。！？]["'”’」』）)]*\s*/g)) {
    const end = match.index + match[0].length;
    while ((spans[span]?.end ?? Infinity) <= match.index) span++;
    const insideFormula = (spans[span]?.start ?? Infinity) < match.index;
    if (insideFormula || !endsSentence(text, start, match.index, end)) continue;
    sentences.push(text.slice(start, end).trim());
    start = end;
  }
  sentences.push(text.slice(start).trim());
  return sentences.filter((sentence) => sentence !== '');
}

function endsSentence(text: string, start: number, mark: number, end: number): boolean {
  // A window keeps the cost of each candidate constant.
  const before = text.slice(Math.max(start, mark - 60), mark);
  const after = text.slice(end, end + 2);
  if (after === '' || /^[\p{Ll}=+*/,;:)\]}<>^&|-]/u.test(after)) return false;
  if (text[mark] !== '.') return true;
  // "2." or "(b)." that opens a sentence is its number.
  if (/^\s*[[(*]*(?:\d{1,3}|[a-z])[\])*]*$/i.test(before) && mark - start < 8) return false;
  const word = /([\p{L}.]+)$/u.exec(before)?.[1]?.toLowerCase() ?? '';
  if (ABBREVIATIONS.has(word)) return /^no$/.test(word) && !/^[\d#]/.test(after);
  const initial = /(?:^|[\s.])\p{Lu}$/u.test(before);
  return !(
    initial &&
    /(?:^|\p{Lu}\p{L}*\.?\s?)\p{Lu}$/u.test(before.trimStart()) &&
    /^\p{Lu}/u.test(after)
  );
}

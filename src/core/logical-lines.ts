import { mathSpans } from './math-spans.ts';

/** Whether a text shows nothing: white space and zero-width characters only. */
export function isBlank(text: string): boolean {
  return /^[\s\u200B-\u200F\u2060\uFEFF]*$/.test(text);
}

/**
 * The lines of a text, where a formula or a fenced code block that spans several counts as one, and
 * so does what stands beside it on its first and last line. Joined by line breaks they give the text.
 */
export function logicalLines(text: string): string[] {
  const kept = [...mathSpans(text), ...blocks(text)].sort((a, b) => a.start - b.start);
  const lines: string[] = [];
  let start = 0;
  let span = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    while ((kept[span]?.end ?? Infinity) <= at) span++;
    if ((kept[span]?.start ?? Infinity) < at) continue;
    lines.push(text.slice(start, at));
    start = at + 1;
  }
  lines.push(text.slice(start));
  return lines;
}

/** Groups of logical lines with blank lines between them; a blank text has none. */
export function paragraphs(lines: readonly string[]): string[][] {
  const groups: string[][] = [[]];
  for (const line of lines) {
    if (isBlank(line)) groups.push([]);
    else groups.at(-1)?.push(line);
  }
  return groups.filter((group) => group.length > 0);
}

/** Fenced code blocks, and figures as MATH's problems draw them. */
function blocks(text: string): { start: number; end: number }[] {
  const fences = pairs([...text.matchAll(/^[ \t]*```[^\n]*$/gm)]);
  const figures = pairs([...text.matchAll(/\[\/?asy\]/g)]);
  return [...fences, ...figures];
}

/** From each mark at an even place to the end of the next. */
function pairs(marks: readonly RegExpMatchArray[]): { start: number; end: number }[] {
  const spans = [];
  for (let i = 0; i + 1 < marks.length; i += 2) {
    const [open, close] = [marks[i], marks[i + 1]];
    if (!open || !close) break;
    spans.push({ start: open.index ?? 0, end: (close.index ?? 0) + close[0].length });
  }
  return spans;
}

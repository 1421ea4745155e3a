import { isBlank, logicalLines, paragraphs } from './logical-lines.ts';
import { mathSpans } from './math-spans.ts';
import { splitSentences } from './sentences.ts';
import {
  isBullet,
  isRule,
  numberMark,
  stepHeading,
  type StepMarker,
  withoutBullet,
} from './step-markers.ts';

/** Steps, and by which of a text's features they were told apart. */
export interface Division {
  readonly steps: string[];
  readonly by: 'numbered' | 'step-headings' | 'paragraphs' | 'lines' | 'sentences';
}

const CONCLUDES =
  /^(?:#{1,6}[ \t]|[*_]{0,3}(?:therefore|thus|hence|so[, ]|in conclusion|in summary|finally|conclusion|final answer|answer|the (?:final )?answer)\b|\$?\\boxed)/i;

/**
 * Divides a solution by the strongest separator it has: step headings, a numbered list, blank lines,
 * lines, sentences. Formulas and code blocks stay whole. Blank text has no steps.
 */
export function divideSteps(text: string): Division {
  const lines = logicalLines(text).filter((line) => !isRule(line));
  return (
    byMarkers(lines, stepHeading, 'step-headings') ??
    byMarkers(lines, numberMark, 'numbered') ??
    byInlineMarkers(lines) ??
    byParagraphs(lines) ??
    byLines(lines) ?? { steps: splitSentences(lines.join('\n')), by: 'sentences' }
  );
}

function byMarkers(
  lines: readonly string[],
  mark: (line: string) => StepMarker | null,
  by: 'numbered' | 'step-headings',
): Division | null {
  const starts = sequence(lines.map(mark));
  if (starts.size < 2) return null;
  if (by === 'numbered' && isListInsideParagraph(lines, starts)) return null;
  const [first = 0] = starts.keys();
  const steps = paragraphs(lines.slice(0, first)).map((group) => group.join('\n'));
  const sections = [...starts].map(([at, { rest }], i, all) => {
    const [end] = all[i + 1] ?? [lines.length];
    return [rest, ...lines.slice(at + 1, end)];
  });
  const terse = sections.slice(0, -1).every((section) => section.filter(isShown).length === 1);
  for (const section of sections.slice(0, -1)) steps.push(section.join('\n'));
  return { steps: [...steps, ...withConclusion(sections.at(-1) ?? [], terse)], by };
}

const isShown = (line: string): boolean => !isBlank(line);

/** The markers that count up one by one from the first, none indented deeper than that. */
function sequence(markers: readonly (StepMarker | null)[]): Map<number, StepMarker> {
  const starts = new Map<number, StepMarker>();
  let last: StepMarker | null = null;
  for (const [at, marker] of markers.entries()) {
    if (!marker || (last && (marker.number !== last.number + 1 || marker.indent > last.indent + 1)))
      continue;
    if (!last && marker.number > 1) continue;
    starts.set(at, marker);
    last = marker;
  }
  return starts;
}

/** A list without a blank line between its points, in a text of several other paragraphs. */
function isListInsideParagraph(lines: readonly string[], starts: Map<number, unknown>): boolean {
  const at = [...starts.keys()];
  const [first = 0, last = 0] = [at[0], at.at(-1)];
  if (lines.slice(first, last).some(isBlank)) return false;
  const before = paragraphs(lines.slice(0, first)).length;
  const after = paragraphs(lines.slice(last)).length - 1;
  return before + after > 3;
}

/** The last section, cut before what concludes the whole solution rather than its last step. */
function withConclusion(section: readonly string[], terse: boolean): string[] {
  const steps: string[][] = [[]];
  section.forEach((line, i) => {
    const fresh = i > 0 && isShown(line) && (terse || isBlank(section[i - 1] ?? ''));
    if (fresh && (CONCLUDES.test(line) || terse) && !isBullet(line) && !/^[ \t]{2,}/.test(line)) {
      steps.push([]);
    }
    steps.at(-1)?.push(line);
  });
  return steps.map((step) => step.join('\n'));
}

/** "Step 1: … Step 2: …" or "1. … 2. …" within one line, as copied text often has them. */
function byInlineMarkers(lines: readonly string[]): Division | null {
  const shown = lines.filter(isShown);
  const line = shown[0] ?? '';
  if (shown.length !== 1 || line.includes('\n')) return null;
  for (const [mark, by] of [
    [/(?:^|\s)\**step (\d{1,3})\s*[:.)]\**\s+/gi, 'step-headings'],
    [/(?:^|\s)\(?(\d{1,3})[.)]\s+(?=[^\d\s])/g, 'numbered'],
  ] as const) {
    const marks: RegExpMatchArray[] = [];
    for (const match of line.matchAll(mark)) {
      if (Number(match[1]) === marks.length + 1) marks.push(match);
    }
    const [first] = marks;
    if (marks.length < 2 || !first || (by === 'numbered' && first.index !== 0)) continue;
    const steps = marks.map((match, i) =>
      line.slice((match.index ?? 0) + match[0].length, marks[i + 1]?.index),
    );
    return { steps: [line.slice(0, first.index), ...steps], by };
  }
  return null;
}

function byParagraphs(lines: readonly string[]): Division | null {
  const groups = paragraphs(lines).map((group) => group.join('\n'));
  if (groups.length < 2) return null;
  return { steps: attached(groups), by: 'paragraphs' };
}

function byLines(lines: readonly string[]): Division | null {
  const shown = lines.filter(isShown);
  if (shown.length < 2 || isWrapped(shown)) return null;
  return { steps: attached(shown).map(withoutBullet), by: 'lines' };
}

/** Joins what cannot stand alone to its neighbour: displays and lists to what announces them. */
function attached(parts: readonly string[]): string[] {
  const steps: string[][] = [];
  let before = '';
  for (const part of parts) {
    const announced = /[:：]\s*$/.test(before) && isBullet(part);
    const joins = isHeading(before) || announced || isDisplay(part);
    if (joins && steps.length > 0) steps.at(-1)?.push(part);
    else steps.push([part]);
    before = part;
  }
  return steps.map((step) => step.join('\n'));
}

/** A Markdown heading, or one bold line, with nothing under it. */
function isHeading(part: string): boolean {
  return /^#{1,6}[ \t]+[^\n]*$/.test(part) || /^\*\*[^*\n]{1,100}\*\*[:.]?$/.test(part.trim());
}

/** Whether a part is formulas in display and marks of punctuation only. */
function isDisplay(part: string): boolean {
  const spans = mathSpans(part);
  if (!spans.some((span) => span.display)) return false;
  let at = 0;
  let outside = '';
  for (const span of spans.filter(({ display }) => display)) {
    outside += part.slice(at, span.start);
    at = span.end;
  }
  return /^[\s.,;]*$/.test(outside + part.slice(at));
}

/** Lines broken by width rather than by meaning: most go on in lower case on the next. */
function isWrapped(lines: readonly string[]): boolean {
  let broken = 0;
  for (const [i, line] of lines.slice(1).entries()) {
    const before = lines[i] ?? '';
    if (before.length >= 30 && /[\p{L}\d,)]\s*$/u.test(before) && /^\s*\p{Ll}/u.test(line))
      broken++;
  }
  return broken > 0 && broken * 2 >= lines.length - 1;
}

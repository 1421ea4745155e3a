/** The mark that opens a step, and the line without it. */
export interface StepMarker {
  readonly number: number;
  readonly indent: number;
  readonly rest: string;
}

const WORDS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
// One class without inner repetition: nested ones take exponential time on "******".
const DECORATION = String.raw`[#>*_•+ \t-]{0,12}`;
// Marks stand within a line's first characters; a window keeps every match cheap.
const WINDOW = 120;

const HEADING = new RegExp(
  String.raw`^([ \t]*)(${DECORATION})[\[(]?step[ \t]*#?[ \t]*(\d{1,3}|${WORDS.join('|')})\b(?:[ \t]*(?:of|\/)[ \t]*\d{1,3})?([*_]{0,3}[ \t]*(?:[:：.)\]]|[-–—](?=[ \t]))+[*_]{0,3}|[*_]{1,3}|[ \t]*$)[ \t]*`,
  'i',
);
const NUMBERED = new RegExp(
  String.raw`^([ \t]*)(${DECORATION})(?:\((\d{1,3})\)|(\d{1,3})(?:[.)]|[:：](?=[ \t])))([*_]{0,3})(?=[ \t]|$|[^\s\d.,:)])[ \t]*`,
);

/** "Step 3:", "**Step 3**", "### Step three —" at a line's start, or null. */
export function stepHeading(line: string): StepMarker | null {
  const match = HEADING.exec(firstWindow(line));
  if (!match) return null;
  const [mark, indent = '', decoration = '', digits = '', delimiter = ''] = match;
  const word = WORDS.indexOf(digits.toLowerCase());
  const number = word < 0 ? Number(digits) : word + 1;
  return { number, indent: indent.length, rest: withoutMark(line, mark, decoration, delimiter) };
}

/** "3.", "3)", "(3)", "**3.**" at a line's start, or null; "3.5" and "10:30" are numbers. */
export function numberMark(line: string): StepMarker | null {
  const match = NUMBERED.exec(firstWindow(line));
  if (!match) return null;
  const [mark, indent = '', decoration = '', inBrackets, plain, delimiter = ''] = match;
  return {
    number: Number(inBrackets ?? plain),
    indent: indent.length,
    rest: withoutMark(line, mark, decoration, delimiter),
  };
}

/** A line without its bullet ("- ", "* ", "• "); other lines as they are. */
export function withoutBullet(line: string): string {
  return line.replace(/^[ \t]*[-*•‣◦–][ \t]+(?=\S)/, '');
}

/** Whether a line is a list's bullet point. */
export function isBullet(line: string): boolean {
  return /^[ \t]*[-*•‣◦–][ \t]+\S/.test(line);
}

/** Whether a line only separates: "---", "***", "===". */
export function isRule(line: string): boolean {
  return /^[ \t]*([-*_=])(?:[ \t]*\1){2,}[ \t]*$/.test(line);
}

function firstWindow(line: string): string {
  const end = line.indexOf('\n');
  return line.slice(0, end < 0 ? WINDOW : Math.min(end, WINDOW));
}

/** Bold that the mark opened and did not close would close somewhere in the rest: take that off too. */
function withoutMark(line: string, mark: string, decoration: string, delimiter: string): string {
  const rest = line.slice(mark.length);
  const opened = /[*_]{1,3}(?=[ \t]*$)/.exec(decoration)?.[0];
  if (opened === undefined || delimiter.includes(opened)) return rest;
  const at = rest.indexOf(opened);
  return at < 0 ? rest : rest.slice(0, at) + rest.slice(at + opened.length);
}

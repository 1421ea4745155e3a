import { logicalLines, paragraphs } from './logical-lines.ts';
import { splitSentences } from './sentences.ts';
import { numberMark, stepHeading } from './step-markers.ts';

/** A text told apart: what was asked (empty if that is not in the text) and what was answered. */
export interface Parted {
  readonly problem: string;
  readonly solution: string;
}

const OPEN = String.raw`^[ \t]*(?:[#>]{1,6}[ \t]*)?[*_]{0,3}`;
const CLOSE = String.raw`(?:[ \t]*#?[ \t]*\d{1,4})?[*_]{0,3}[ \t]*(?:[:：.][*_]{0,3}(?=\s|$|\S)|[-–—](?=[ \t])|$)[ \t]*`;
const PROBLEM = new RegExp(
  `${OPEN}(?:(?:the|math|word|original)[ \\t]+){0,2}(?:problem|question|exercise|task|puzzle|q)(?:[ \\t]+statement)?${CLOSE}`,
  'i',
);
const SOLUTION = new RegExp(
  `${OPEN}(?:(?:my|the|worked|model|student|student's|step-by-step|proposed|full)[ \\t]+){0,2}(?:solution|proof|working|work|response|reasoning|explanation|attempt)${CLOSE}`,
  'i',
);
const ANSWER = new RegExp(`${OPEN}(?:answer|ans|a)${CLOSE}`, 'i');
const INLINE_SOLUTION = /\s(?:Solution|Answer|Response|A)[ \t]*[:：][ \t]*/;
const WINDOW = 100;
const MAX_PROBLEM_PARAGRAPHS = 4;

const VERBS =
  'find|compute|determine|calculate|evaluate|solve|simplify|prove|show that|express|write|factor|expand|convert|estimate|round|graph|list|name|enter|what|how many|how much';
const ASKS = new RegExp(
  String.raw`(?:^|[.,;:!?$)\]}]\s*|\n\s*)(?:please |then |now )?(?:${VERBS})\b`,
  'i',
);
const SUPPLEMENT = /^(?:express|enter|give|round|write|assume|note|hint|your answer)\b|^\[asy\]/i;
const SOLVES =
  /^(?:let's|let us|to (?:find|determine|solve|calculate|compute|figure)|first|we (?:know|need|can|have|start)|step|sure|okay|ok[,!]|therefore|since)\b/i;
const CALCULATES =
  /(?<![\w^\\{}])\d[\d.,]{0,20}\s{0,3}[+*×÷·−/-]\s{0,3}\$?\d[\d.,\s+*×÷·−/()$-]{0,40}=\s*\$?\d/;

/** Tells problem and solution apart by labels ("Problem: … Solution: …") or else by what asks. */
export function partProblem(text: string): Parted {
  const lines = logicalLines(text);
  return byLabels(lines) ?? byQuestion(lines);
}

function label(pattern: RegExp, line: string): string | null {
  return pattern.exec(line.slice(0, WINDOW))?.[0] ?? null;
}

function byLabels(lines: readonly string[]): Parted | null {
  const asked = lines.findIndex((line) => label(PROBLEM, line) !== null);
  const marked = lines.findIndex((line) => stepHeading(line) !== null || numberMark(line) !== null);
  const first = marked < 0 ? lines.length : marked;
  const askedFirst = asked >= 0 && asked <= first;
  let solved = lines.findIndex((line, i) => i > asked && label(SOLUTION, line) !== null);
  // "Answer:" may as well introduce the last line of a solution: it counts right after a question.
  if (solved < 0 && askedFirst) {
    const answer = lines.findIndex((line, i) => i > asked && label(ANSWER, line) !== null);
    if (answer >= 0 && answer < first && lines.slice(asked, answer).join('').trim() !== '') {
      solved = answer;
    }
  }
  const start = askedFirst ? asked : -1;
  if (solved >= 0 && (askedFirst || isShortBefore(lines, solved, first))) {
    const problem = unlabelled(PROBLEM, lines.slice(0, solved), start);
    const line = lines[solved] ?? '';
    const head = label(SOLUTION, line) ?? label(ANSWER, line) ?? '';
    const rest = [line.slice(head.length), ...lines.slice(solved + 1)].join('\n').trim();
    if (rest !== '') return { problem, solution: rest };
  }
  if (!askedFirst) return null;
  const whole = unlabelled(PROBLEM, lines, start);
  const inline = INLINE_SOLUTION.exec(whole);
  if (inline && whole.length - inline.index > 20) {
    return {
      problem: whole.slice(0, inline.index).trim(),
      solution: whole.slice(inline.index + inline[0].length).trim(),
    };
  }
  return byQuestion(logicalLines(whole), true);
}

/** Without a problem's label, a solution's label counts only near the top of a text. */
function isShortBefore(lines: readonly string[], solved: number, marked: number): boolean {
  return solved <= marked && paragraphs(lines.slice(0, solved)).length <= MAX_PROBLEM_PARAGRAPHS;
}

function unlabelled(pattern: RegExp, lines: readonly string[], at: number): string {
  return lines
    .map((line, i) => (i === at ? line.slice((label(pattern, line) ?? '').length) : line))
    .join('\n')
    .trim();
}

/** `labelled`: a label said that the text begins with a problem, whether or not it asks. */
function byQuestion(lines: readonly string[], labelled = false): Parted {
  const groups = paragraphs(lines);
  const marked = groups.findIndex(([line = '']) => stepHeading(line) ?? numberMark(line));
  const [only] = groups;
  if (groups.length === 1 && only && marked < 0) return inOneParagraph(only, labelled);
  const texts = groups.map((group) => group.join('\n').trim());
  const until = Math.min(marked < 0 ? texts.length : marked, MAX_PROBLEM_PARAGRAPHS);
  let end = 0;
  for (let i = 0; i < until; i++) {
    const text = texts[i] ?? '';
    if (i === 0 ? asks(text) : endsInQuestion(text) || ASKS.test(text.slice(0, 60))) {
      end = i + 1;
      break;
    }
    if (!labelled && (SOLVES.test(text) || CALCULATES.test(text))) break;
  }
  if (end === 0 && labelled && marked !== 0) end = 1;
  if (end === 0) return { problem: '', solution: lines.join('\n') };
  while (end < texts.length - 1 && SUPPLEMENT.test(texts[end] ?? '')) end++;
  return { problem: texts.slice(0, end).join('\n\n'), solution: texts.slice(end).join('\n\n') };
}

function inOneParagraph(lines: readonly string[], labelled: boolean): Parted {
  const marked = lines.findIndex((line) => stepHeading(line) ?? numberMark(line));
  const until = Math.min(marked < 0 ? lines.length : marked, MAX_PROBLEM_PARAGRAPHS);
  const asking = lines.findIndex((line, i) => i < until && asks(line.trim()));
  const earlier = lines.slice(0, asking + 1);
  if (lines.length > 1) {
    if (asking < 0 && !labelled) return { problem: '', solution: lines.join('\n') };
    if (earlier.some((line) => SOLVES.test(line.trim()))) {
      return { problem: '', solution: lines.join('\n') };
    }
    return cutAt(lines, Math.max(asking, 0) + 1, '\n');
  }
  const sentences = splitSentences(lines[0] ?? '');
  const question = sentences.findIndex((sentence) => sentence.includes('?'));
  const before = sentences.slice(0, question + 1);
  if (question < 0 || before.some((s) => SOLVES.test(s) || CALCULATES.test(s))) {
    const all = lines[0] ?? '';
    return asks(all) || labelled
      ? { problem: all.trim(), solution: '' }
      : { problem: '', solution: all };
  }
  return cutAt(sentences, question + 1, ' ');
}

function cutAt(parts: readonly string[], end: number, joint: string): Parted {
  let cut = end;
  while (cut < parts.length && SUPPLEMENT.test(parts[cut]?.trim() ?? '')) cut++;
  return {
    problem: parts.slice(0, cut).join(joint).trim(),
    solution: parts.slice(cut).join(joint),
  };
}

/** Whether a text asks for something and does not already work it out. */
function asks(text: string): boolean {
  if (endsInQuestion(text)) return true;
  if (SOLVES.test(text) || CALCULATES.test(text)) return false;
  return text.includes('?') || ASKS.test(text);
}

function endsInQuestion(text: string): boolean {
  return /[?？؟][\s"'”’)\]*_$]*$/.test(text.slice(-40));
}

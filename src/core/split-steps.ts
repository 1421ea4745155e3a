import * as v from 'valibot';
import { chatTurns } from './chat-log.ts';
import { divideSteps } from './divide-steps.ts';
import { partProblem } from './find-problem.ts';
import { readRecords, type RecordFormat } from './import-solution.ts';
import { isBlank } from './logical-lines.ts';

/** By which of a text's features its steps were told apart. */
export type PasteFormat =
  | 'numbered'
  | 'step-headings'
  | 'paragraphs'
  | 'lines'
  | 'chat'
  | 'sentences'
  | RecordFormat
  | 'empty';

/** A pasted text taken apart. `answer` is there where the text marks it ("#### 24"). */
export interface Paste {
  problem: string;
  steps: string[];
  format: PasteFormat;
  answer?: string;
}

/**
 * Takes any pasted text apart: a problem (empty where the text has none) and trimmed, non-empty
 * steps. Of several records, the first. Only marks of form are lost: numbers and headings of steps,
 * names of speakers, labels, rules, `<<48/2=24>>`. Blank text gives no steps and the format 'empty'.
 */
export function splitPaste(text: string): Paste {
  const clean = normalized(text);
  if (isBlank(clean)) return { problem: '', steps: [], format: 'empty' };
  return fromRecords(clean) ?? fromChat(clean) ?? fromText(clean);
}

/** The steps of a solution without its problem: trimmed, none empty; blank text has none. */
export function splitSteps(text: string): string[] {
  return tidied(normalized(text)).steps;
}

function fromRecords(text: string): Paste | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    const { format, solutions } = readRecords(text);
    const [first] = solutions;
    if (!first || (first.problem === '' && first.steps.length === 0)) return null;
    const { problem, answer } = first;
    const steps = first.steps.map((step) => step.trim()).filter((step) => !isBlank(step));
    return { problem, steps, format, ...(answer !== undefined && { answer }) };
  } catch {
    return fromQuestion(text);
  }
}

const question = v.object({
  question: v.exactOptional(v.string()),
  problem: v.exactOptional(v.string()),
  answer: v.exactOptional(v.string()),
  solution: v.exactOptional(v.string()),
});

/** A record whose solution is one text, as GSM8K's and MATH's are. */
function fromQuestion(text: string): Paste | null {
  // Text that is no record may well begin with a bracket.
  for (const source of [text, text.slice(0, text.indexOf('\n') + 1)]) {
    const record = v.safeParse(v.pipe(v.string(), v.parseJson(), question), source);
    if (!record.success) continue;
    const problem = record.output.question ?? record.output.problem;
    const solution = record.output.solution ?? record.output.answer;
    if (problem === undefined || solution === undefined) return null;
    const { steps, by, answer } = tidied(normalized(solution));
    return { problem: problem.trim(), steps, format: by, ...(answer !== undefined && { answer }) };
  }
  return null;
}

function fromChat(text: string): Paste | null {
  const turns = chatTurns(text);
  if (!turns) return null;
  const first = turns.findIndex(({ by }) => by === 'user');
  const answered = turns.findIndex(({ by }, i) => by === 'assistant' && i > first);
  const asked = turns.slice(0, answered).map((turn) => turn.text);
  const question = partProblem(asked.join('\n\n'));
  const whole = question.problem === '' || question.solution.trim() === '';
  const steps = turns.slice(answered).flatMap((turn) =>
    // A later word of the user's is no step of the solution, but nothing pasted gets lost.
    turn.by === 'assistant' ? tidied(turn.text).steps : [`${turn.name}: ${turn.text}`],
  );
  const problem = whole ? question.problem || question.solution : asked.join('\n\n');
  return { problem: problem.trim(), steps, format: 'chat' };
}

function fromText(text: string): Paste {
  const { problem, solution } = partProblem(text);
  const { steps, by, answer } = tidied(solution);
  const lost = problem === '' && steps.length === 0 && answer === undefined;
  return {
    problem,
    // A text of marks only ("1.") is shown as it is rather than as nothing.
    steps: lost ? [text.trim()] : steps,
    format: by,
    ...(answer !== undefined && { answer }),
  };
}

function tidied(solution: string): { steps: string[]; by: PasteFormat; answer?: string } {
  const body = solution.replace(/<<[^<>\n]{1,200}>>/g, '').trimEnd();
  // GSM8K's mark of the answer, in the last line; before words it would be a heading.
  const end = body.lastIndexOf('\n') + 1;
  const answer = /^\s*####[ \t]*([-+$€£]?[\d.,/]+%?)$/.exec(body.slice(end).slice(0, 100))?.[1];
  const { steps, by } = divideSteps(answer === undefined ? body : body.slice(0, end));
  return {
    steps: steps.map(tidiedStep).filter((step) => !isBlank(step)),
    by,
    ...(answer !== undefined && { answer }),
  };
}

function tidiedStep(step: string): string {
  const lines = step.trim().split('\n');
  return lines
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');
}

/** One kind of line break, no control characters that a page cannot show, no byte order mark. */
function normalized(text: string): string {
  return (
    text
      .replace(/^\uFEFF/, '')
      .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
      // Every control character but the tab and the line feed.
      .replace(/(?![\t\n])\p{Cc}/gu, '')
  );
}

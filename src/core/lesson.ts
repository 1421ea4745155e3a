import * as v from 'valibot';
import { ContractError } from './contract-error.ts';
import { parseContract } from './parse-contract.ts';
import { parseJson } from './parse-json.ts';

/** How large a lesson may be; `characters` is of its file, `text` of a problem, a step or a note. */
export const lessonLimits = {
  characters: 1_000_000,
  cases: 100,
  steps: 200,
  text: 20_000,
  title: 200,
} as const;

const MAX_DEPTH = 6;
/** Four digits: more than is shown, fewer than differ between machines. */
const SCORE_DIGITS = 4;

const version = 1;
const format = `stepwise-lesson-${version}`;

const textOf = (most: number) =>
  v.pipe(
    v.string('must be a text, in quotation marks'),
    v.maxLength(most, `is longer than ${most} characters; shorten it`),
  );
const text = textOf(lessonLimits.text);
const title = textOf(lessonLimits.title);
const written = v.pipe(
  text,
  v.check((value) => value.trim() !== '', 'is empty; write a text or leave the step out'),
);
const share = v.pipe(
  v.number('must be a number from 0 to 1'),
  v.minValue(0, 'must be a number from 0 to 1'),
  v.maxValue(1, 'must be a number from 0 to 1'),
);

const scores = v.object(
  {
    /** The model that gave them, as `id@version`. */
    model: title,
    /** Under which it counts a step as wrong. */
    threshold: share,
    /** A probability for each step. */
    prm: v.pipe(v.array(share, 'must be a list of numbers'), v.readonly()),
  },
  'must hold "model", "threshold" and "prm", or be null',
);

const lessonCase = v.pipe(
  v.object(
    {
      title: v.optional(title, ''),
      problem: text,
      steps: v.pipe(
        v.array(written, 'must be a list of texts'),
        v.minLength(1, 'is empty; a case needs at least one step'),
        v.maxLength(
          lessonLimits.steps,
          `holds more than ${lessonLimits.steps} steps; leave some out`,
        ),
        v.readonly(),
      ),
      /** The place of the first wrong step, counted from 0; −1 where none is wrong, null where nobody knows. */
      truth: v.optional(
        v.nullable(
          v.pipe(
            v.number('must be the place of the first wrong step, −1 for none, or null'),
            v.integer('must be a whole number'),
            v.minValue(-1, 'must be −1 or more'),
          ),
        ),
        null,
      ),
      /** What to read once the model's view is revealed. */
      note: v.optional(text, ''),
      scores: v.optional(v.nullable(scores), null),
    },
    'must hold a "problem" and its "steps"',
  ),
  v.forward(
    v.partialCheck(
      [['steps'], ['truth']],
      ({ steps, truth }) => truth === null || truth < steps.length,
      'names a step that the case does not have; count its steps from 0',
    ),
    ['truth'],
  ),
  v.forward(
    v.partialCheck(
      [['steps'], ['scores']],
      ({ steps, scores }) => scores === null || scores.prm.length === steps.length,
      'does not hold one probability a step; make it null, and the case is scored anew',
    ),
    ['scores'],
  ),
);

const lesson = v.object(
  {
    title: v.optional(title, ''),
    /** What the lesson is about, for whoever chooses it. */
    about: v.optional(text, ''),
    cases: v.pipe(
      v.array(lessonCase, 'must be a list of cases'),
      v.maxLength(
        lessonLimits.cases,
        `holds more than ${lessonLimits.cases} cases; leave some out`,
      ),
      v.readonly(),
    ),
  },
  'must hold its "cases"',
);

/** A model's probabilities of a case's steps, with the threshold they are read by. */
export type CaseScores = Readonly<v.InferOutput<typeof scores>>;

/** A solution to be talked about: where it goes wrong, if that is known, and what a model says. */
export type LessonCase = Readonly<v.InferOutput<typeof lessonCase>>;

/** Cases in the order in which they are shown. */
export type Lesson = Readonly<v.InferOutput<typeof lesson>>;

/**
 * The lesson that a file's text holds. Throws a ContractError that names the field at fault, such as
 * `cases.2.truth`, and says what to do. Unknown keys are ignored.
 */
export function parseLesson(text: string): Lesson {
  if (text.length > lessonLimits.characters) {
    throw new ContractError('lesson', 'is larger than 1 MB; make two of it');
  }
  return checkLessonFile(readObject(text));
}

/** The same for a file whose JSON was read already. */
export function checkLessonFile(value: unknown): Lesson {
  const found = v.safeParse(v.object({ format: v.string() }), value);
  const name = found.success ? found.output.format : '';
  const number = /^stepwise-lesson-(\d{1,6})$/.exec(name)?.[1];
  if (number === undefined) {
    throw new ContractError('format', `must be "${format}"; is this file a lesson?`);
  }
  if (Number(number) > version) {
    throw new ContractError('format', 'is newer than this page; reload the page, then try again');
  }
  return checkLesson(value);
}

/** A lesson that is no file, such as a stored one, checked in the same way. */
export function checkLesson(value: unknown): Lesson {
  return parseContract(lesson, value, 'lesson');
}

/** The lesson as the text of a file; its scores are rounded to four digits. */
export function writeLesson({ title, about, cases }: Lesson): string {
  const rounded = cases.map((one) => ({ ...one, scores: one.scores && roundScores(one.scores) }));
  return `${JSON.stringify({ format, title, about, cases: rounded }, null, 2)}\n`;
}

function roundScores({ model, threshold, prm }: CaseScores): CaseScores {
  return { model, threshold, prm: prm.map((one) => Number(one.toFixed(SCORE_DIGITS))) };
}

function readObject(text: string): unknown {
  try {
    return parseJson(text, MAX_DEPTH);
  } catch (thrown) {
    const reason = thrown instanceof SyntaxError ? thrown.message : 'unreadable';
    throw new ContractError('lesson', `is no JSON (${reason}); save it once more`);
  }
}

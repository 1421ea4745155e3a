import * as v from 'valibot';
import { ContractError } from './contract-error.ts';
import { parseContract } from './parse-contract.ts';
import type { LabelledSolution, StepLabel } from './solution.ts';

/** The datasets whose records can be read and written. */
export type RecordFormat = 'prm800k' | 'processbench' | 'trl';

/**
 * How to read a rating of 0: as right (OpenAI's and Qwen's practice), as wrong (TRL's), or as none.
 */
export type NeutralReading = 'positive' | 'negative' | 'unrated';

const MAX_RECORDS = 100_000;
const text = v.pipe(v.string(), v.maxLength(1_000_000));
const texts = v.pipe(v.array(text), v.maxLength(10_000));
const optionalText = v.nullish(text);

const rating = v.nullish(v.picklist([-1, 0, 1]));
const completion = v.object({ text, rating });

const prm800k = v.object({
  question: v.object({
    problem: text,
    ground_truth_answer: optionalText,
    pre_generated_answer: optionalText,
  }),
  label: v.object({
    steps: v.pipe(
      v.array(
        v.object({
          completions: v.nullish(v.pipe(v.array(completion), v.maxLength(1000))),
          human_completion: v.nullish(completion),
          chosen_completion: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0))),
        }),
      ),
      v.maxLength(10_000),
    ),
  }),
});

const extras = { answer: optionalText, reference: optionalText };

const processbench = v.object({
  problem: text,
  steps: texts,
  label: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(-1))),
  ...extras,
});

const trl = v.object({
  prompt: text,
  completions: texts,
  labels: v.nullish(v.pipe(v.array(v.nullable(v.boolean())), v.maxLength(10_000))),
  ...extras,
});

/**
 * Returns the solutions of PRM800K, ProcessBench or TRL stepwise records, given as one JSON value, an
 * array, or JSON lines; `{problem, steps}` alone counts as ProcessBench's. Ratings become labels.
 * Throws a ContractError that names the line and the field at fault; blank text has no solutions.
 */
export function importSolutions(
  json: string,
  options: { readonly neutral: NeutralReading },
): LabelledSolution[] {
  return readRecords(json, options.neutral).solutions;
}

/** As importSolutions, and the format of the first record ('processbench' where there is none). */
export function readRecords(
  json: string,
  neutral: NeutralReading = 'positive',
): { format: RecordFormat; solutions: LabelledSolution[] } {
  const records = parseRecords(json);
  if (records.length > MAX_RECORDS) {
    throw new ContractError('records', `at most ${MAX_RECORDS} can be read at once`);
  }
  const [first] = records;
  return {
    format: first ? formatOf(first.value) : 'processbench',
    solutions: records.map(({ value, where }) => readRecord(value, where, neutral)),
  };
}

interface JsonRecord {
  readonly value: unknown;
  readonly where: string;
}

function parseRecords(json: string): JsonRecord[] {
  const trimmed = json.replace(/^\uFEFF/, '').trim();
  if (trimmed === '') return [];
  const whole = parseJson(trimmed);
  if (whole) {
    if (!Array.isArray(whole.value)) return [{ value: whole.value, where: '' }];
    return whole.value.map((value: unknown, i) => ({ value, where: `${i}.` }));
  }
  return trimmed.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    const parsed = parseJson(line);
    if (!parsed) throw new ContractError(`line ${i + 1}`, 'is not JSON');
    return [{ value: parsed.value, where: `line ${i + 1}: ` }];
  });
}

function parseJson(source: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(source) as unknown };
  } catch {
    return null;
  }
}

function formatOf(record: unknown): RecordFormat {
  if (typeof record !== 'object' || record === null) return 'processbench';
  if (Object.hasOwn(record, 'question') && Object.hasOwn(record, 'label')) return 'prm800k';
  return Object.hasOwn(record, 'completions') ? 'trl' : 'processbench';
}

function readRecord(record: unknown, where: string, neutral: NeutralReading): LabelledSolution {
  switch (formatOf(record)) {
    case 'prm800k':
      return fromPrm800k(parseContract(prm800k, record, 'record', where), neutral);
    case 'trl':
      return fromTrl(parseContract(trl, record, 'record', where), where);
    case 'processbench':
      return fromProcessbench(parseContract(processbench, record, 'record', where), where);
  }
}

/** The path that the labellers followed: a step's chosen completion, else the human's, else the first. */
function fromPrm800k(
  record: v.InferOutput<typeof prm800k>,
  neutral: NeutralReading,
): LabelledSolution {
  const path = record.label.steps.flatMap((step) => {
    const chosen = step.completions?.[step.chosen_completion ?? -1];
    const taken = chosen ?? step.human_completion ?? step.completions?.[0];
    return taken ? [taken] : [];
  });
  return {
    problem: record.question.problem,
    steps: path.map((step) => step.text),
    ...labelled(path.map((step) => readRating(step.rating, neutral))),
    ...answers(record.question.pre_generated_answer, record.question.ground_truth_answer),
  };
}

function readRating(value: -1 | 0 | 1 | null | undefined, neutral: NeutralReading): StepLabel {
  if (value === null || value === undefined) return null;
  if (value !== 0) return value > 0;
  return neutral === 'unrated' ? null : neutral === 'positive';
}

/** The label is the index of the first error: steps before it are right, steps after it unrated. */
function fromProcessbench(
  record: v.InferOutput<typeof processbench>,
  where: string,
): LabelledSolution {
  const { problem, steps, label, answer, reference } = record;
  if (label !== null && label !== undefined && label >= steps.length) {
    throw new ContractError(`${where}label`, `must be -1 or the index of one of the steps`);
  }
  const labels = steps.map((_, i): StepLabel => {
    if (label === null || label === undefined) return null;
    if (label < 0 || i < label) return true;
    return i === label ? false : null;
  });
  return { problem, steps, ...labelled(labels), ...answers(answer, reference) };
}

function fromTrl(record: v.InferOutput<typeof trl>, where: string): LabelledSolution {
  const { prompt, completions, labels, answer, reference } = record;
  if (labels && labels.length !== completions.length) {
    throw new ContractError(`${where}labels`, 'must be as many as the completions');
  }
  return {
    problem: prompt,
    steps: completions,
    ...labelled(labels ?? []),
    ...answers(answer, reference),
  };
}

function labelled(labels: readonly StepLabel[]): { labels?: readonly StepLabel[] } {
  return labels.some((label) => label !== null) ? { labels } : {};
}

function answers(
  answer: string | null | undefined,
  reference: string | null | undefined,
): { answer?: string; reference?: string } {
  return {
    ...(typeof answer === 'string' && { answer }),
    ...(typeof reference === 'string' && { reference }),
  };
}

import * as v from 'valibot';
import { answerKey } from './answer-value.ts';
import { ContractError } from './contract-error.ts';
import { findAnswer } from './find-answer.ts';
import { parseContract } from './parse-contract.ts';

const MAX_LINE = 50_000_000;
const MAX_SAMPLES = 20_000;
const MAX_STEPS = 1000;

const text = v.pipe(v.string(), v.maxLength(100_000));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const shares = v.pipe(v.array(share), v.maxLength(MAX_STEPS), v.readonly());
const written = v.union([text, v.number()], 'must be a string or a number');

const sample = v.object({
  steps: v.exactOptional(v.pipe(v.array(text), v.maxLength(MAX_STEPS), v.readonly())),
  answer: v.exactOptional(v.nullable(written)),
  correct: v.exactOptional(v.nullable(v.boolean())),
  prm: v.exactOptional(v.nullable(shares)),
  neutral: v.exactOptional(v.nullable(shares)),
  orm: v.exactOptional(v.nullable(share)),
});

const poolLine = v.object({
  id: v.union(
    [v.pipe(v.string(), v.nonEmpty(), v.maxLength(200)), v.number()],
    'must be a string or a number',
  ),
  source: v.exactOptional(v.nullable(v.pipe(v.string(), v.nonEmpty(), v.maxLength(100)))),
  problem: v.exactOptional(v.nullable(text)),
  reference: v.exactOptional(v.nullable(written)),
  samples: v.pipe(
    v.array(sample),
    v.minLength(1, 'must hold at least one sample'),
    v.maxLength(MAX_SAMPLES),
    v.readonly(),
  ),
});

/** One sample as a pool's line has it, its answer found and graded. */
export interface SampleRecord {
  /** Null where the line holds no texts. */
  readonly steps: readonly string[] | null;
  /** Null where none was found. */
  readonly answer: string | null;
  readonly correct: boolean;
  /** A probability a step; null for a sample that was not scored. */
  readonly prm: readonly number[] | null;
  readonly neutral: readonly number[] | null;
  readonly orm: number | null;
}

/** A problem with its samples, as a line of a pool has it. */
export interface ProblemRecord {
  readonly id: string;
  /** The set that the problem is from. */
  readonly source: string | null;
  readonly problem: string | null;
  readonly reference: string | null;
  readonly samples: readonly SampleRecord[];
}

/**
 * Returns what one JSON line `{id, source?, problem?, reference?, samples: [{steps?[], answer, correct,
 * prm[], orm}]}` holds. An answer that is not given is looked for in the steps; `correct` that is not given
 * is found by comparing with the reference. `prm` and `orm` may be missing, and are then to be
 * scored. `neutral` may say which part of each `prm` was neutral. Throws a ContractError that names
 * the line and the field at fault, e.g. `line 3: samples.12.prm`. Other keys are ignored.
 */
export function parsePoolLine(line: string, lineNumber: number): ProblemRecord {
  const where = `line ${lineNumber}`;
  if (line.length > MAX_LINE) {
    throw new ContractError(where, `is longer than ${MAX_LINE} characters`);
  }
  const record = parseContract(poolLine, parseJson(line, where), 'record', `${where}: `);
  const reference = answerText(record.reference ?? null);
  return {
    id: String(record.id),
    source: record.source ?? null,
    problem: record.problem ?? null,
    reference,
    samples: record.samples.map((one, index) =>
      readSample(one, reference, `${where}: samples.${index}`),
    ),
  };
}

function readSample(
  given: v.InferOutput<typeof sample>,
  reference: string | null,
  where: string,
): SampleRecord {
  const { steps = null, prm = null, neutral = null, orm = null } = given;
  if (!steps && !prm) throw new ContractError(where, 'must hold steps or prm');
  if (steps && prm && steps.length !== prm.length) {
    throw new ContractError(`${where}.prm`, 'must hold one probability a step');
  }
  if (neutral && neutral.length !== prm?.length) {
    throw new ContractError(`${where}.neutral`, 'must be as many as prm');
  }
  const answer =
    given.answer === undefined ? findAnswer(steps?.join('\n') ?? '') : answerText(given.answer);
  return {
    steps,
    answer,
    correct: grade(given.correct, answer, reference, where),
    prm,
    neutral,
    orm,
  };
}

/** A sample without an answer is never right. */
function grade(
  correct: boolean | null | undefined,
  answer: string | null,
  reference: string | null,
  where: string,
): boolean {
  if (answer === null) return false;
  if (typeof correct === 'boolean') return correct;
  if (reference === null) {
    throw new ContractError(
      `${where}.correct`,
      'must be true or false where there is no reference',
    );
  }
  return answerKey(answer) === answerKey(reference);
}

function answerText(answer: string | number | null): string | null {
  const written = answer === null ? '' : String(answer);
  return written.trim() === '' ? null : written;
}

function parseJson(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new ContractError(where, `is not JSON (${(error as SyntaxError).message.slice(0, 200)})`);
  }
}

import * as v from 'valibot';
import { ContractError } from './contract-error.ts';
import { parseContract } from './parse-contract.ts';
import { hasOrm, type PoolProblem } from './pool.ts';
import type { ProblemRecord } from './pool-line.ts';

/*
 * A recorded pool as a site publishes it, a folder `pools/ID/`:
 * - `numbers.json`: everything that the figure needs,
 * - `texts/PROBLEM.json`: one problem's words, fetched when someone opens it.
 * `pools/index.json` lists the pools.
 */

const MAX_PROBLEMS = 10_000;
const MAX_SAMPLES = 20_000;

const poolId = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]{0,99}$/));
const line = v.pipe(v.string(), v.nonEmpty(), v.maxLength(300));
const prose = v.pipe(v.string(), v.maxLength(1000));
const text = v.pipe(v.string(), v.maxLength(100_000));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const list = <S extends v.GenericSchema>(item: S, most: number) =>
  v.pipe(v.array(item), v.maxLength(most), v.readonly());

/**
 * A long list of numbers that all hold to `isRight`. A schema of its own for each of a million
 * numbers would take longer than all else that opens a pool.
 */
const column = <Value = number>(
  isRight: (value: unknown) => boolean,
  demand: string,
  most: number,
) =>
  v.pipe(
    v.custom<readonly Value[]>(Array.isArray, 'must be a list'),
    v.maxLength(most),
    v.rawCheck(({ dataset, addIssue }) => {
      const values: readonly unknown[] = dataset.typed ? dataset.value : [];
      const key = values.findIndex((value) => !isRight(value));
      if (key < 0) return;
      const [input, value] = [[...values], values[key]];
      addIssue({ message: demand, path: [{ type: 'array', origin: 'value', input, key, value }] });
    }),
  );
const isShare = (value: unknown) => typeof value === 'number' && value >= 0 && value <= 1;
const isShareOrNone = (value: unknown) => value === null || isShare(value);
const isWhole = (value: unknown) => Number.isInteger(value) && (value as number) >= 0;
const isPlace = (value: unknown) => value === -1 || isWhole(value);
const shares = (most: number) => column(isShare, 'must be a number from 0 to 1', most);
const wholes = (most: number) => column(isWhole, 'must be a whole number, 0 or more', most);

/** A listed pool; its name alone is its title, where the index says no other. */
const listing = v.union([
  v.object({ id: poolId, title: line }),
  v.pipe(
    poolId,
    v.transform((id) => ({ id, title: id })),
  ),
]);

const indexSchema = v.pipe(
  v.object({ default: poolId, pools: v.pipe(v.array(listing), v.minLength(1), v.readonly()) }),
  v.forward(
    v.partialCheck(
      [['default'], ['pools']],
      (index) => index.pools.some(({ id }) => id === index.default),
      'must be one of pools',
    ),
    ['default'],
  ),
);

/** What a recorded pool says of itself. */
const aboutSchema = v.object({
  /** How the pool is called on the page. */
  title: line,
  /** Where the problems come from, and that no training saw them. */
  source: prose,
  /** Who wrote the samples. */
  solver: line,
  /** How they were drawn. */
  sampling: v.exactOptional(
    v.object({
      temperature: v.pipe(v.number(), v.minValue(0)),
      seed: v.pipe(v.number(), v.integer()),
    }),
  ),
  /** Which models scored them, as `ID@VERSION`. */
  prm: line,
  orm: v.exactOptional(line),
  /** Above this probability the PRM takes a step for right. */
  threshold: share,
  /** What else a reader must know. */
  notes: list(prose, 20),
});

const problemSchema = v.object({
  id: poolId,
  /** The set that the problem is from, where the pool draws on several. */
  source: v.exactOptional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(100))),
  answers: list(v.pipe(v.string(), v.maxLength(1000)), MAX_SAMPLES),
  /** For each sample its place in `answers`, −1 for none. */
  answer: column(isPlace, 'must be a place in answers, or −1', MAX_SAMPLES),
  /** The samples with a right answer. */
  right: wholes(MAX_SAMPLES),
  /** How many steps each sample has. */
  steps: wholes(MAX_SAMPLES),
  /** The steps' probabilities, one sample after the other. */
  prm: shares(MAX_SAMPLES * 100),
  neutral: v.exactOptional(shares(MAX_SAMPLES * 100)),
  /** Null where the ORM had no step to read. */
  orm: v.exactOptional(
    column<number | null>(isShareOrNone, 'must be a number from 0 to 1, or null', MAX_SAMPLES),
  ),
});

const numbersSchema = v.object({
  format: v.literal(1),
  id: poolId,
  about: aboutSchema,
  problems: v.pipe(
    v.array(problemSchema),
    v.minLength(1, 'must hold at least one problem'),
    v.maxLength(MAX_PROBLEMS),
    v.readonly(),
  ),
});

const words = { id: poolId, problem: text, reference: v.nullable(text) };
const textsSchema = v.union([
  v.object({
    ...words,
    /** The different steps of all samples: hundreds of samples say the same things. */
    steps: list(text, MAX_SAMPLES * 100),
    /** Each sample's steps, as places in `steps`. */
    samples: list(wholes(1000), MAX_SAMPLES),
  }),
  // As the first pools were written.
  v.object({ ...words, samples: list(list(text, 1000), MAX_SAMPLES) }),
]);

/** The pools that a site publishes: `pools/index.json`. */
export type PoolIndex = Readonly<v.InferOutput<typeof indexSchema>>;
/** What a recorded pool says of itself. */
export type PoolAbout = Readonly<v.InferOutput<typeof aboutSchema>>;
/** A recorded pool's numbers as a file has them. */
export type PoolNumbers = Readonly<v.InferOutput<typeof numbersSchema>>;
/** One problem's words as a file has them. */
export type PoolTextsFile = Readonly<v.InferOutput<typeof textsSchema>>;

/** One problem's words: the question, the expected answer, each sample's steps. */
export interface PoolTexts {
  readonly id: string;
  readonly problem: string;
  readonly reference: string | null;
  readonly samples: readonly (readonly string[])[];
}

/** `json` as an index of pools; throws a ContractError that names the field at fault. */
export function parsePoolIndex(json: unknown): PoolIndex {
  return parseContract(indexSchema, json, 'pools/index.json');
}

/** `json` as what a pool says of itself; throws a ContractError that names the field at fault. */
export function parsePoolAbout(json: unknown): PoolAbout {
  return parseContract(aboutSchema, json, 'about');
}

/** `json` as one problem's words; throws a ContractError that names the field at fault. */
export function parsePoolTexts(json: unknown): PoolTexts {
  const file = parseContract(textsSchema, json, 'texts');
  if (!('steps' in file)) return file;
  const { id, problem, reference, steps } = file;
  const samples = file.samples.map((places, sample) =>
    places.map((place) => {
      const step = steps[place];
      if (step === undefined)
        throw new ContractError(`samples.${sample}`, 'must hold places in steps');
      return step;
    }),
  );
  return { id, problem, reference, samples };
}

/**
 * `json` as a pool's numbers, and the problems in it ready for the estimators; throws a ContractError
 * that names the field at fault, also where columns do not match each other.
 */
export function parsePoolNumbers(json: unknown): {
  readonly numbers: PoolNumbers;
  readonly problems: readonly PoolProblem[];
} {
  const numbers = parseContract(numbersSchema, json, 'numbers.json');
  return {
    numbers,
    problems: numbers.problems.map((problem, i) => unpackProblem(problem, `problems.${i}`)),
  };
}

type ProblemNumbers = PoolNumbers['problems'][number];

function unpackProblem(problem: ProblemNumbers, where: string): PoolProblem {
  const { id, source, answers, answer, right, steps, prm, neutral, orm } = problem;
  const size = answer.length;
  const starts = new Int32Array(size + 1);
  for (let i = 0; i < size; i++) starts[i + 1] = (starts[i] ?? 0) + (steps[i] ?? 0);
  const demand = (holds: boolean, field: string, reason: string): void => {
    if (!holds) throw new ContractError(`${where}.${field}`, reason);
  };
  demand(size > 0, 'answer', 'must hold at least one sample');
  demand(
    answer.every((at) => at < answers.length),
    'answer',
    'must hold places in answers',
  );
  demand(steps.length === size, 'steps', 'must be as many as the samples');
  demand(prm.length === starts[size], 'prm', 'must hold one probability a step');
  demand(!neutral || neutral.length === prm.length, 'neutral', 'must be as many as prm');
  demand(!orm || orm.length === size, 'orm', 'must be as many as the samples');
  const isRight = new Uint8Array(size);
  for (const sample of right) {
    demand((answer[sample] ?? -1) >= 0, 'right', 'must hold samples with an answer');
    isRight[sample] = 1;
  }
  return {
    id,
    source: source ?? null,
    answers,
    answer: Int32Array.from(answer),
    right: isRight,
    starts,
    prm: Float64Array.from(prm),
    neutral: neutral ? Float64Array.from(neutral) : null,
    orm: orm ? Float64Array.from(orm, (score) => score ?? NaN) : new Float64Array(size).fill(NaN),
  };
}

/** One problem's numbers as a file has them; the problem must be wholly scored. */
export function packProblem(problem: PoolProblem): ProblemNumbers {
  const { id, source, answers, answer, right, starts, prm, neutral, orm } = problem;
  const samples = Array.from(answer.keys());
  return {
    id,
    ...(source !== null && { source }),
    answers,
    answer: Array.from(answer),
    right: samples.filter((sample) => right[sample] === 1),
    steps: samples.map((sample) => (starts[sample + 1] ?? 0) - (starts[sample] ?? 0)),
    prm: Array.from(prm),
    ...(neutral && { neutral: Array.from(neutral) }),
    ...(hasOrm(problem) && {
      orm: Array.from(orm, (score) => (Number.isNaN(score) ? null : score)),
    }),
  };
}

/** One problem's words as a file has them; throws a ContractError where a sample has no steps. */
export function packTexts({ id, problem, reference, samples }: ProblemRecord): PoolTextsFile {
  const places = new Map<string, number>();
  const place = (step: string): number => {
    const at = places.get(step) ?? places.size;
    places.set(step, at);
    return at;
  };
  const placed = samples.map(({ steps }, sample) => {
    if (!steps) throw new ContractError(`${id}: samples.${sample}.steps`, 'is missing');
    return steps.map(place);
  });
  return { id, problem: problem ?? '', reference, steps: [...places.keys()], samples: placed };
}

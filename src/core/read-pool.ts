import { answerKey } from './answer-value.ts';
import { ContractError } from './contract-error.ts';
import type { PoolProblem } from './pool.ts';
import { parsePoolLine, type ProblemRecord } from './pool-line.ts';

/** What was read from a pool's lines: the problems, and what was wrong with the lines left out. */
export interface ReadPool {
  readonly records: readonly ProblemRecord[];
  readonly complaints: readonly string[];
}

/**
 * Reads a pool's JSON lines one by one. A bad line, or a problem whose id came before, is left out
 * and named in `complaints`; blank lines are passed over.
 */
export class PoolReader {
  readonly #records: ProblemRecord[] = [];
  readonly #complaints: string[] = [];
  readonly #ids = new Set<string>();
  #lines = 0;

  /** Takes the next line. */
  read(line: string): void {
    const number = ++this.#lines;
    const text = number === 1 ? line.replace(/^\uFEFF/, '') : line;
    if (text.trim() === '') return;
    try {
      const record = parsePoolLine(text, number);
      if (this.#ids.has(record.id)) {
        throw new ContractError(`line ${number}: id`, `${record.id} came before`);
      }
      this.#ids.add(record.id);
      this.#records.push(record);
    } catch (thrown) {
      if (!(thrown instanceof ContractError)) throw thrown;
      this.#complaints.push(thrown.message);
    }
  }

  get result(): ReadPool {
    return { records: this.#records, complaints: this.#complaints };
  }
}

/** A pool's text, read line by line; see {@link PoolReader}. */
export function readPool(jsonl: string): ReadPool {
  const reader = new PoolReader();
  for (const line of jsonl.split('\n')) reader.read(line);
  return reader.result;
}

/** A problem's numbers, for the estimators; answers that are equal in value are one answer. */
export function toPoolProblem({ id, source, samples }: ProblemRecord): PoolProblem {
  const answers: string[] = [];
  const places = new Map<string, number>();
  const keys = new Map<string, string | null>();
  const place = (answer: string | null): number => {
    if (answer === null) return -1;
    // Most samples share few spellings, and reading one is costly.
    let key = keys.get(answer);
    if (key === undefined) keys.set(answer, (key = answerKey(answer)));
    if (key === null) return -1;
    let at = places.get(key);
    if (at === undefined) {
      places.set(key, (at = answers.length));
      answers.push(answer);
    }
    return at;
  };
  const answer = Int32Array.from(samples, (sample) => place(sample.answer));
  const steps = samples.map(({ prm, steps }) => prm?.length ?? steps?.length ?? 0);
  const starts = new Int32Array(samples.length + 1);
  for (const [i, count] of steps.entries()) starts[i + 1] = (starts[i] ?? 0) + count;
  const perStep = (read: (sample: ProblemRecord['samples'][number]) => readonly number[] | null) =>
    Float64Array.from(
      samples.flatMap((sample, i) => read(sample) ?? Array<number>(steps[i] ?? 0).fill(NaN)),
    );
  return {
    id,
    source,
    answers,
    answer,
    right: Uint8Array.from(samples, ({ correct }, i) => Number(correct && (answer[i] ?? -1) >= 0)),
    starts,
    prm: perStep(({ prm }) => prm),
    neutral: samples.every(({ neutral }) => neutral !== null)
      ? perStep(({ neutral }) => neutral)
      : null,
    orm: Float64Array.from(samples, ({ orm }) => orm ?? NaN),
  };
}

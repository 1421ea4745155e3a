import { paperReading } from '../core/curve-settings.ts';
import { isScored, prmScores, type PoolProblem } from '../core/pool.ts';
import { openRecordedPool, type OpenPool, type ProblemWords } from './open-pool.ts';
import type { Estimate, PoolTasks } from './pool-tasks.ts';
import {
  fooledJudges,
  lostVotes,
  mixedProblem,
  type FooledJudges,
  type LostVotes,
} from './tour-cases.ts';

/** A recorded pool with what the tour shows of it. */
export interface TourSamples {
  readonly pool: OpenPool;
  /** Under this probability the PRM takes a step for wrong. */
  readonly threshold: number;
  readonly estimate: Estimate;
  readonly votes: LostVotes;
  readonly judges: FooledJudges;
  /** The place of a problem that some samples solve; −1 for none that is scored. */
  readonly mixed: number;
}

/** Where the recorded samples stand. */
export type SamplesStatus =
  | { readonly kind: 'closed' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly detail: string }
  | { readonly kind: 'open'; readonly samples: TourSamples };

const fallbackThreshold = 0.5;

/** The site's recorded samples as the tour needs them, fetched when a stop first asks for them. */
export class TourPool {
  readonly #tasks: PoolTasks;
  readonly #page: string;
  readonly #get: typeof fetch;
  #status = $state.raw<SamplesStatus>({ kind: 'closed' });
  /** Words that have come, so that going back and forth fetches nothing twice. */
  readonly #words: Record<number, Promise<ProblemWords>> = {};

  /** `page` is the address beside which the pools lie. */
  constructor(tasks: PoolTasks, page: string, get: typeof fetch) {
    this.#tasks = tasks;
    this.#page = page;
    this.#get = get;
  }

  get status(): SamplesStatus {
    return this.#status;
  }

  /** Fetches the samples, again after a failure; does nothing where they are or are coming. */
  async open(): Promise<void> {
    if (this.#status.kind === 'opening' || this.#status.kind === 'open') return;
    this.#status = { kind: 'opening' };
    try {
      const pool = await openRecordedPool(this.#page, this.#get);
      this.#status = pool ? { kind: 'open', samples: await this.#read(pool) } : { kind: 'none' };
    } catch (thrown) {
      const detail = thrown instanceof Error ? thrown.message : String(thrown);
      this.#status = { kind: 'failed', detail };
    }
  }

  /** A problem's words; a failure is not kept, so that another try can succeed. */
  words(pool: OpenPool, problem: number): Promise<ProblemWords> {
    const known = this.#words[problem];
    if (known) return known;
    const words = pool.words(problem);
    this.#words[problem] = words;
    words.catch(() => delete this.#words[problem]);
    return words;
  }

  async #read(pool: OpenPool): Promise<TourSamples> {
    const { problems, about } = pool;
    return {
      pool,
      threshold: about?.threshold ?? fallbackThreshold,
      estimate: await this.#tasks.estimate(problems, paperReading),
      votes: lostVotes(problems, paperReading),
      judges: fooledJudges(problems, paperReading),
      mixed: mixedProblem(problems),
    };
  }
}

/** One sample's probabilities, a step each; null where it was not scored. */
export function stepsOf(problem: PoolProblem, sample: number): readonly number[] | null {
  if (!isScored(problem)) return null;
  return [...problem.prm.slice(problem.starts[sample], problem.starts[sample + 1])];
}

/** The PRM's score of one sample as the tour reads it; NaN without one. */
export function scoreOf(problem: PoolProblem, sample: number): number {
  return prmScores(problem, paperReading)[sample] ?? NaN;
}

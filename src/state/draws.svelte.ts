import { ballotOf, drawSamples, type Ballot } from '../core/ballot.ts';
import { curveSettings } from '../core/curve-settings.ts';
import { curveSizes } from '../core/curve-sizes.ts';
import { sampleCount, type PoolProblem, type ScoreReading } from '../core/pool.ts';
import { seededRandom, seedOf } from '../core/seeded-random.ts';
import { problemRates, type Method, type ProblemRates } from '../core/solve-curves.ts';

/** How often a method was right in the draws of one n. */
export interface DrawnRate {
  readonly n: number;
  readonly draws: number;
  /** Rights a draw, from 0 to 1. */
  readonly rate: number;
}

type Tally = Readonly<Partial<Record<Method, { readonly draws: number; readonly rights: number }>>>;

/** Draws of each n in a run; enough for the dots to settle near the curve. */
const drawsInRun = 40;
const drawsAtOnce = 8;
const firstSize = 8;

/**
 * Drawing n samples of one problem, again and again, and what the methods made of them. The k-th
 * draw of n from a problem depends on the seed alone, so that a link can name it.
 */
export class Draws {
  readonly #later: (work: () => void) => void;
  readonly #reading: () => ScoreReading;
  #seed: number;
  #problem = $state.raw<PoolProblem | null>(null);
  #n = $state(firstSize);
  #drawn = $state.raw<readonly number[]>([]);
  #tallies = $state.raw<Readonly<Record<number, Tally>>>({});
  #running = $state(false);

  /** `later` puts work off until the page has been drawn. */
  constructor(
    reading: () => ScoreReading,
    seed: number,
    later: (work: () => void) => void = (work) => void setTimeout(work, 40),
  ) {
    this.#reading = reading;
    this.#seed = seed;
    this.#later = later;
  }

  get problem(): PoolProblem | null {
    return this.#problem;
  }

  /** How many samples this problem has; 0 without one. */
  get size(): number {
    return this.#problem ? sampleCount(this.#problem) : 0;
  }

  get seed(): number {
    return this.#seed;
  }

  get n(): number {
    return this.#n;
  }

  /** The n that the slider stops at. */
  readonly sizes: readonly number[] = $derived(curveSizes(this.size));

  /** This problem's exact curves, which the draws approach. */
  readonly rates: ProblemRates = $derived.by(() => {
    const problem = this.#problem;
    if (!problem) return {};
    return problemRates(problem, curveSettings([problem], this.sizes, this.#reading()));
  });

  /** The last draw; null before there is a problem. */
  readonly ballot: Ballot | null = $derived.by(() => {
    const problem = this.#problem;
    return problem && this.#drawn.length > 0
      ? ballotOf(problem, this.#drawn, this.#reading())
      : null;
  });

  /** True while a run is under way. */
  get isRunning(): boolean {
    return this.#running;
  }

  /** How many draws were made of the present problem. */
  readonly count: number = $derived.by(() => {
    let count = 0;
    for (const tally of Object.values(this.#tallies)) count += tally.majority?.draws ?? 0;
    return count;
  });

  /** How many of them were of the present n. */
  readonly countOfN: number = $derived(this.#tallies[this.#n]?.majority?.draws ?? 0);

  /** What the draws so far say of a method, an entry for each n that was drawn, ascending. */
  drawnRates(method: Method): readonly DrawnRate[] {
    return Object.entries(this.#tallies).flatMap(([n, tally]) => {
      const one = tally[method];
      return one ? [{ n: Number(n), draws: one.draws, rate: one.rights / one.draws }] : [];
    });
  }

  /** Turns to a problem and draws from it; the draws of another are forgotten. */
  choose(problem: PoolProblem | null): void {
    this.stop();
    this.#problem = problem;
    this.#n = Math.min(this.#n, this.size);
    this.#drawn = [];
    this.beginAnew();
  }

  /** Draws n samples from now on. */
  setSize(n: number): void {
    this.stop();
    this.#n = Math.min(Math.max(1, Math.round(n)), this.size);
    this.draw();
  }

  /** Draws anew. */
  draw(): void {
    this.#drawAndCount(this.#n, 1);
  }

  /** Draws every n of the slider many times, smallest first, until the last. */
  run(): void {
    if (!this.#problem || this.#running) return;
    this.#running = true;
    const steps = this.sizes.flatMap((n) =>
      Array.from({ length: drawsInRun / drawsAtOnce }, () => n),
    );
    const go = (at: number): void => {
      const n = steps[at];
      if (!this.#running) return;
      if (n === undefined) {
        this.#running = false;
        return;
      }
      this.#n = n;
      this.#drawAndCount(n, drawsAtOnce);
      this.#later(() => go(at + 1));
    };
    go(0);
  }

  /** Ends a run; its draws stay. */
  stop(): void {
    this.#running = false;
  }

  /** Forgets what was drawn: after another reading of the steps it would be another method's. */
  beginAnew(): void {
    this.#tallies = {};
    this.draw();
  }

  /** Makes the first `draws` draws of n again that were made with a seed. */
  repeat(seed: number, n: number, draws: number): void {
    this.stop();
    this.#seed = seed;
    this.#n = Math.min(Math.max(1, n), this.size);
    this.#tallies = {};
    this.#drawAndCount(this.#n, draws);
  }

  #drawAndCount(n: number, times: number): void {
    const problem = this.#problem;
    if (!problem) return;
    const tally: Record<string, { draws: number; rights: number }> = { ...this.#tallies[n] };
    const before = tally.majority?.draws ?? 0;
    for (let k = before; k < before + times; k++) {
      const random = seededRandom(seedOf(`${problem.id} ${n} ${k}`, this.#seed));
      this.#drawn = drawSamples(this.size, n, random);
      for (const { method, right } of ballotOf(problem, this.#drawn, this.#reading()).picks) {
        const { draws, rights } = tally[method] ?? { draws: 0, rights: 0 };
        tally[method] = { draws: draws + 1, rights: rights + right };
      }
    }
    this.#tallies = { ...this.#tallies, [n]: tally };
  }
}

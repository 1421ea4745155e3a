import type { Aggregation } from './aggregate.ts';

/**
 * One problem's samples as numbers, N of them. Arrays are indexed by sample, except for the steps'
 * probabilities, which lie one sample after the other.
 */
export interface PoolProblem {
  readonly id: string;
  /** The set that the problem is from, such as 'GSM8K'; null where the pool does not say. */
  readonly source: string | null;
  /** The different answers (different in value), each as it was first written. */
  readonly answers: readonly string[];
  /** The place of each sample's answer in `answers`; −1 where none was found. */
  readonly answer: Int32Array;
  /** 1 where the sample's answer is right; 0 elsewhere, and wherever no answer was found. */
  readonly right: Uint8Array;
  /** N + 1 offsets: the steps of sample i are those from `starts[i]` up to `starts[i + 1]`. */
  readonly starts: Int32Array;
  /** The PRM's probability of each step; NaN for a sample that was not scored. */
  readonly prm: Float64Array;
  /** The part of each of these probabilities that the PRM gave to 'neutral'; null where it knows none. */
  readonly neutral: Float64Array | null;
  /** The ORM's probability of each sample; NaN where there is none. */
  readonly orm: Float64Array;
}

/** Whether a neutral step counts as a good one (OpenAI's and Qwen's practice) or a bad one (TRL's). */
export const neutralSteps = ['positive', 'negative'] as const;
export type NeutralStep = (typeof neutralSteps)[number];

/** How a sample's steps become one score. */
export interface ScoreReading {
  readonly aggregation: Aggregation;
  readonly neutral: NeutralStep;
}

/** How many samples a problem has. */
export function sampleCount(problem: PoolProblem): number {
  return problem.answer.length;
}

/** How many of a problem's samples are right. */
export function rightCount({ right }: PoolProblem): number {
  let count = 0;
  for (const one of right) count += one;
  return count;
}

/** The PRM's probabilities of all of a problem's steps, in the order of `prm`, by one reading. */
export function readSteps(problem: PoolProblem, neutral: NeutralStep): Float64Array {
  const part = problem.neutral;
  if (neutral === 'positive' || !part) return problem.prm;
  // Rounded probabilities may leave less than nothing.
  return problem.prm.map((p, step) => Math.max(0, p - (part[step] ?? 0)));
}

/** Whether each of a problem's samples has a PRM's score. */
export function isScored(problem: PoolProblem): boolean {
  for (const probability of problem.prm) if (Number.isNaN(probability)) return false;
  return problem.prm.length > 0;
}

/**
 * The problems that can be compared: all of them, or, while only a part is scored, that part. A curve
 * over other problems than its neighbour would compare the problems, not the methods.
 */
export function comparable(pool: readonly PoolProblem[]): readonly PoolProblem[] {
  const scored = pool.filter(isScored);
  return scored.length === 0 ? pool : scored;
}

/** Whether the ORM scored at least one of a problem's samples. */
export function hasOrm(problem: PoolProblem): boolean {
  return problem.orm.some((score) => !Number.isNaN(score));
}

/**
 * A key for each sample that ranks as its PRM score does: the score itself, for the product its
 * logarithm, which fifty improbable steps do not underflow. NaN for a sample without scored steps.
 * The same numbers as `aggregations` give, without a list a sample: a pool has a million.
 */
export function prmRanks(problem: PoolProblem, reading: ScoreReading): Float64Array {
  const ranks = new Float64Array(sampleCount(problem)).fill(NaN);
  foldSteps[reading.aggregation](readSteps(problem, reading.neutral), problem.starts, ranks);
  return ranks;
}

/** Writes one score of each sample's steps; leaves samples without steps as they are. */
type FoldSteps = (steps: Float64Array, starts: Int32Array, ranks: Float64Array) => void;

const SMALL = 1e-200;

// Each walks over all samples itself: a call for every sample would cost more than its few steps.
const foldSteps: Record<Aggregation, FoldSteps> = {
  product: (steps, starts, ranks) => {
    for (let sample = 0; sample < ranks.length; sample++) {
      const end = starts[sample + 1] ?? 0;
      let i = starts[sample] ?? 0;
      if (i === end) continue;
      let log = 0;
      let product = 1;
      for (; i < end; i++) {
        product *= steps[i] ?? NaN;
        // A logarithm costs more than a product: one is taken only before the product underflows.
        if (product >= SMALL) continue;
        log += Math.log(product);
        product = 1;
      }
      ranks[sample] = log + Math.log(product);
    }
  },
  min: (steps, starts, ranks) => {
    for (let sample = 0; sample < ranks.length; sample++) {
      const end = starts[sample + 1] ?? 0;
      let i = starts[sample] ?? 0;
      if (i === end) continue;
      let least = Infinity;
      for (; i < end; i++) least = Math.min(least, steps[i] ?? NaN);
      ranks[sample] = least;
    }
  },
  last: (steps, starts, ranks) => {
    for (let sample = 0; sample < ranks.length; sample++) {
      const end = starts[sample + 1] ?? 0;
      if (end > (starts[sample] ?? 0)) ranks[sample] = steps[end - 1] ?? NaN;
    }
  },
  mean: (steps, starts, ranks) => {
    for (let sample = 0; sample < ranks.length; sample++) {
      const start = starts[sample] ?? 0;
      const end = starts[sample + 1] ?? 0;
      let sum = 0;
      for (let i = start; i < end; i++) sum += steps[i] ?? NaN;
      if (end > start) ranks[sample] = sum / (end - start);
    }
  },
};

/** The PRM scores, in [0, 1], that ranks of an aggregation stand for; NaN stays NaN. */
export function scoresOfRanks(ranks: Float64Array, aggregation: Aggregation): Float64Array {
  if (aggregation !== 'product') return ranks;
  const scores = new Float64Array(ranks.length);
  for (let sample = 0; sample < ranks.length; sample++)
    scores[sample] = Math.exp(ranks[sample] ?? NaN);
  return scores;
}

/** Each sample's PRM score in [0, 1]; NaN for a sample without scored steps. */
export function prmScores(problem: PoolProblem, reading: ScoreReading): Float64Array {
  return scoresOfRanks(prmRanks(problem, reading), reading.aggregation);
}

/** A key for each sample that ranks shorter solutions higher: minus the number of steps; NaN for none. */
export function brevity({ starts, answer }: PoolProblem): Float64Array {
  const keys = new Float64Array(answer.length);
  for (let sample = 0; sample < keys.length; sample++) {
    keys[sample] = (starts[sample] ?? 0) - (starts[sample + 1] ?? 0) || NaN;
  }
  return keys;
}

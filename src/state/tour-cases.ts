import { ballotOf, type Ballot } from '../core/ballot.ts';
import { bestRankWeights } from '../core/best-of-n.ts';
import {
  isScored,
  prmRanks,
  rightCount,
  sampleCount,
  type PoolProblem,
  type ScoreReading,
} from '../core/pool.ts';
import { rankedSamples } from '../core/rank-samples.ts';
import { countVotes, leaders, rightOfAnswers, voteWeights } from '../core/vote.ts';

/** How often a way of choosing fails in a pool, over all samples of each problem. */
export interface Failures {
  /** How many problems were looked at. */
  readonly problems: number;
  /** In how many of them its choice is wrong. */
  readonly wrong: number;
  /** In how many of these a right answer was among the samples. */
  readonly avoidable: number;
}

/** A problem whose vote elects a wrong answer. */
export interface LostVote {
  /** Its place in the pool. */
  readonly problem: number;
  /** The vote of all its samples. */
  readonly ballot: Ballot;
}

/** Where the vote fails, and the case to show; null where it never does in vain. */
export interface LostVotes extends Failures {
  readonly shown: LostVote | null;
}

/** A right answer with fewer of the samples than this may be an accident. */
const SUPPORT = 0.1;

/**
 * Where the vote of all samples elects one answer, and a wrong one. On show is the wrong answer with
 * the largest share of its problem's samples among the problems where the right one has at least a
 * tenth; where none has, among all with a right one.
 */
export function lostVotes(pool: readonly PoolProblem[], reading: ScoreReading): LostVotes {
  let wrong = 0;
  const avoidable: { problem: number; share: number; support: number }[] = [];
  for (const [problem, numbers] of pool.entries()) {
    const share = wrongShare(numbers);
    if (share === 0) continue;
    wrong++;
    const support = rightCount(numbers) / sampleCount(numbers);
    if (support > 0) avoidable.push({ problem, share, support });
  }
  const supported = avoidable.filter(({ support }) => support >= SUPPORT);
  const candidates = supported.length > 0 ? supported : avoidable;
  const most = Math.max(...candidates.map(({ share }) => share));
  const problem = candidates.find(({ share }) => share === most)?.problem ?? -1;
  const numbers = pool[problem];
  return {
    problems: pool.length,
    wrong,
    avoidable: avoidable.length,
    shown: numbers
      ? { problem, ballot: ballotOf(numbers, [...numbers.answer.keys()], reading) }
      : null,
  };
}

/** The share of a problem's samples that elect one wrong answer; 0 where they tie or are right. */
function wrongShare(problem: PoolProblem): number {
  const size = sampleCount(problem);
  const votes = countVotes(problem, voteWeights(null, size), [...problem.answer.keys()]);
  const [first, second] = leaders(votes);
  if (first === undefined || second !== undefined) return 0;
  return (rightOfAnswers(problem)[first] ?? 0) > 0.5 ? 0 : (votes[first] ?? 0) / size;
}

/** A problem whose favourite of the judge is wrong, with a right sample beside it. */
export interface FooledJudge {
  /** Its place in the pool. */
  readonly problem: number;
  /** The judge's favourite of all samples. */
  readonly wrong: number;
  /** The right sample that the judge likes best. */
  readonly right: number;
}

/** Where the judge's favourite is wrong, and the case to show; null where it never is in vain. */
export interface FooledJudges extends Failures {
  readonly shown: FooledJudge | null;
}

/**
 * Where the PRM's favourite of all samples is wrong. On show is the favourite with the highest score
 * among the problems that have a right sample.
 */
export function fooledJudges(pool: readonly PoolProblem[], reading: ScoreReading): FooledJudges {
  let [wrong, avoidable] = [0, 0];
  let shown: FooledJudge | null = null;
  let highest = -Infinity;
  for (const [problem, numbers] of pool.entries()) {
    if (!isScored(numbers)) continue;
    const ranks = prmRanks(numbers, reading);
    const samples = [...numbers.answer.keys()].filter((one) => (numbers.answer[one] ?? -1) >= 0);
    const favourite = favouriteOf(samples, ranks);
    if (favourite === null || numbers.right[favourite] === 1) continue;
    wrong++;
    const right = favouriteOf(
      samples.filter((one) => numbers.right[one] === 1),
      ranks,
    );
    if (right === null) continue;
    avoidable++;
    const rank = ranks[favourite] ?? NaN;
    if (rank <= highest) continue;
    highest = rank;
    shown = { problem, wrong: favourite, right };
  }
  return { problems: pool.filter(isScored).length, wrong, avoidable, shown };
}

/** The sample with the highest rank, the first where several have it; null of none. */
function favouriteOf(samples: readonly number[], ranks: Float64Array): number | null {
  let favourite: number | null = null;
  for (const sample of samples) {
    if (favourite === null || (ranks[sample] ?? NaN) > (ranks[favourite] ?? NaN)) {
      favourite = sample;
    }
  }
  return favourite;
}

/**
 * The place of a scored problem whose share of right samples is nearest to two in five: neither
 * hopeless nor always solved. −1 for a pool without scores.
 */
export function mixedProblem(pool: readonly PoolProblem[]): number {
  const distances = pool.map((problem) =>
    isScored(problem) ? Math.abs(rightCount(problem) / sampleCount(problem) - 0.4) : Infinity,
  );
  const least = Math.min(...distances);
  return Number.isFinite(least) ? distances.indexOf(least) : -1;
}

/** A sample's place among all samples of its problem, by the judge's score. */
export interface Rank {
  /** 1 where the sample is right, 0 where it is wrong; samples of equal score share evenly. */
  readonly right: number;
  /** How probable it is that this one is the best of n. */
  readonly weight: number;
}

/**
 * All ranks of a problem's samples, the lowest score first, with how probable each is as the best of
 * n: C(i − 1, n − 1) / C(N, n) for rank i of N. The rights times the weights add up to best-of-n. n
 * from 1 to N.
 */
export function ranksOf(problem: PoolProblem, reading: ScoreReading, n: number): readonly Rank[] {
  const all = [...problem.answer.keys()];
  const weights = bestRankWeights(all.length, n);
  return rankedSamples(problem, prmRanks(problem, reading), all)
    .flatMap((tied) => {
      const rights = tied.filter((sample) => problem.right[sample] === 1).length;
      return tied.map(() => rights / tied.length);
    })
    .map((right, place) => ({ right, weight: weights[place] ?? 0 }))
    .reverse();
}

/** How a curve goes on from its beginning. */
export interface Course {
  readonly first: number;
  readonly last: number;
  /** The n of its highest value, the smallest where several share it. */
  readonly peak: number;
  readonly highest: number;
}

/** What a curve does over its sizes, at least one. */
export function courseOf(sizes: readonly number[], rate: ArrayLike<number>): Course {
  const rates = Array.from(rate);
  const highest = Math.max(...rates);
  return {
    first: rates[0] ?? NaN,
    last: rates.at(-1) ?? NaN,
    peak: sizes[rates.indexOf(highest)] ?? NaN,
    highest,
  };
}

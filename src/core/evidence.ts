import {
  isScored,
  prmRanks,
  readSteps,
  sampleCount,
  scoresOfRanks,
  type PoolProblem,
  type ScoreReading,
} from './pool.ts';
import { rankedSamples } from './rank-samples.ts';
import { countVotes, leaders, rightOfAnswers, voteWeights } from './vote.ts';

/** A problem whose favourite of the PRM has another answer than the vote. */
export interface Disagreement {
  /** The problem's place in the pool. */
  readonly problem: number;
  /** The PRM's favourite, its score and whether it is right. */
  readonly favourite: number;
  readonly score: number;
  readonly isFavouriteRight: boolean;
  /** One sample, the PRM's best, of the answer that won the vote, its votes and whether it is right. */
  readonly voted: number;
  readonly votes: number;
  readonly isVoteRight: boolean;
}

/** A sample that is evidence for something. */
export interface Exhibit {
  /** The problem's place in the pool. */
  readonly problem: number;
  readonly sample: number;
  /** The PRM's score of the whole sample. */
  readonly score: number;
}

/** A right answer whose steps the PRM does not believe. */
export interface Doubted extends Exhibit {
  /** The least believed step, from 0, and its probability. */
  readonly step: number;
  readonly probability: number;
}

/** What the figure rests on, case by case; over all samples of every scored problem. */
export interface Evidence {
  /** Problems where PRM and vote pick different answers; the most confident favourite first. */
  readonly disagreements: readonly Disagreement[];
  /** Wrong answers that are the PRM's favourites; the most convincing first. */
  readonly convincing: readonly Exhibit[];
  /** Each problem's right sample with the least believed step; the least believed first. */
  readonly doubted: readonly Doubted[];
}

/**
 * The cases in which the methods part. `threshold` is the probability under which a step counts as
 * wrong.
 */
export function findEvidence(
  pool: readonly PoolProblem[],
  reading: ScoreReading,
  threshold: number,
): Evidence {
  const disagreements: Disagreement[] = [];
  const convincing: Exhibit[] = [];
  const doubted: Doubted[] = [];
  for (const [index, problem] of pool.entries()) {
    if (!isScored(problem)) continue;
    const ranks = prmRanks(problem, reading);
    const scores = scoresOfRanks(ranks, reading.aggregation);
    const order = rankedSamples(problem, ranks, [...problem.answer.keys()]).flat();
    const favourite = order[0] ?? 0;
    const score = scores[favourite] ?? NaN;
    if (Number.isNaN(score)) continue;
    const isFavouriteRight = problem.right[favourite] === 1;
    if (!isFavouriteRight) convincing.push({ problem: index, sample: favourite, score });
    const vote = winner(problem);
    if (vote && vote.answer !== problem.answer[favourite]) {
      disagreements.push({
        problem: index,
        favourite,
        score,
        isFavouriteRight,
        voted: order.find((sample) => problem.answer[sample] === vote.answer) ?? 0,
        votes: vote.votes,
        isVoteRight: vote.isRight,
      });
    }
    const doubt = leastBelieved(problem, index, scores, readSteps(problem, reading.neutral));
    if (doubt && doubt.probability < threshold) doubted.push(doubt);
  }
  return {
    disagreements: disagreements.sort((a, b) => b.score - a.score),
    convincing: convincing.sort((a, b) => b.score - a.score),
    doubted: doubted.sort((a, b) => a.probability - b.probability),
  };
}

/** The answer that all samples elect; null where they tie or none has an answer. */
function winner(problem: PoolProblem): { answer: number; votes: number; isRight: boolean } | null {
  const size = sampleCount(problem);
  const votes = countVotes(problem, voteWeights(null, size), [...problem.answer.keys()]);
  const [answer, second] = leaders(votes);
  if (answer === undefined || second !== undefined) return null;
  const isRight = (rightOfAnswers(problem)[answer] ?? 0) > 0.5;
  return { answer, votes: votes[answer] ?? 0, isRight };
}

/** The right sample that has the least believed step of all right samples. */
function leastBelieved(
  problem: PoolProblem,
  index: number,
  scores: Float64Array,
  steps: Float64Array,
): Doubted | null {
  let least: Doubted | null = null;
  for (let sample = 0; sample < sampleCount(problem); sample++) {
    if (problem.right[sample] !== 1) continue;
    const [from, to] = [problem.starts[sample] ?? 0, problem.starts[sample + 1] ?? 0];
    for (let i = from; i < to; i++) {
      const probability = steps[i] ?? NaN;
      if (least && probability >= least.probability) continue;
      const score = scores[sample] ?? NaN;
      least = { problem: index, sample, score, step: i - from, probability };
    }
  }
  return least;
}

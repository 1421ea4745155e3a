import { brevity, prmRanks, scoresOfRanks, type PoolProblem, type ScoreReading } from './pool.ts';
import { rankedSamples } from './rank-samples.ts';
import type { Random } from './seeded-random.ts';
import { prmMethod, type Method } from './solve-curves.ts';
import { countVotes, leaders, rightOfAnswers, voteWeights } from './vote.ts';

/** One answer of a ballot. */
export interface BallotAnswer {
  /** Its place in the problem's answers. */
  readonly answer: number;
  readonly votes: number;
  /** How probable it is that a sample with this answer is right: 0 or 1 in a consistent pool. */
  readonly right: number;
}

/** What a method takes from the drawn samples. Several where they tie; it then takes any of them. */
export interface Pick {
  readonly method: Method;
  readonly samples: readonly number[];
  /** How probable it is that the pick is right. */
  readonly right: number;
}

/** What happened when n samples of one problem were drawn. */
export interface Ballot {
  /** The drawn samples, the PRM's favourite first; as drawn where it scored none. */
  readonly samples: readonly number[];
  /** The answers among them, the one with the most votes first. */
  readonly answers: readonly BallotAnswer[];
  /** How many of them have no answer. */
  readonly blank: number;
  readonly picks: readonly Pick[];
}

/** n different samples out of `size`, every subset with the same chance; n at most `size`. */
export function drawSamples(size: number, n: number, random: Random): number[] {
  const order = Array.from({ length: size }, (_, sample) => sample);
  for (let i = 0; i < n; i++) {
    const j = i + Math.floor(random() * (size - i));
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return order.slice(0, n);
}

/** The drawn samples' ballot: who votes for what, how the PRM ranks them, what each method picks. */
export function ballotOf(
  problem: PoolProblem,
  drawn: readonly number[],
  reading: ScoreReading,
): Ballot {
  const { answer } = problem;
  const ranks = prmRanks(problem, reading);
  const isScored = drawn.some((sample) => !Number.isNaN(ranks[sample]));
  const hasOrm = drawn.some((sample) => !Number.isNaN(problem.orm[sample]));
  const ones = voteWeights(null, answer.length);
  const votes = countVotes(problem, ones, drawn);
  const rightOf = rightOfAnswers(problem);

  const best = (method: Method, scores: Float64Array): Pick => {
    const samples = rankedSamples(problem, scores, drawn)[0] ?? [];
    const rights = samples.filter((sample) => problem.right[sample] === 1).length;
    return { method, samples, right: samples.length === 0 ? 0 : rights / samples.length };
  };
  const vote = (method: Method, weights: Float64Array): Pick => {
    const first = leaders(countVotes(problem, weights, drawn));
    const right = first.reduce((sum, given) => sum + (rightOf[given] ?? 0), 0);
    return {
      method,
      samples: drawn.filter((sample) => first.includes(answer[sample] ?? -1)),
      right: first.length === 0 ? 0 : right / first.length,
    };
  };
  const scores = scoresOfRanks(ranks, reading.aggregation);
  return {
    samples: isScored ? rankedSamples(problem, ranks, drawn).flat() : drawn,
    answers: Array.from(votes, (count, given) => ({
      answer: given,
      votes: count,
      right: rightOf[given] ?? 0,
    }))
      .filter((one) => one.votes > 0)
      .sort((a, b) => b.votes - a.votes),
    blank: drawn.filter((sample) => (answer[sample] ?? -1) < 0).length,
    picks: [
      ...(isScored ? [best(prmMethod(reading.aggregation), ranks)] : []),
      ...(hasOrm ? [best('orm', problem.orm)] : []),
      vote('majority', ones),
      ...(isScored ? [vote('prm_weighted', voteWeights(scores, answer.length))] : []),
      ...(hasOrm ? [vote('orm_weighted', voteWeights(problem.orm, answer.length))] : []),
      best('shortest', brevity(problem)),
    ],
  };
}

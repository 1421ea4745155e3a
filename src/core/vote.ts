import type { PoolProblem } from './pool.ts';
import type { Random } from './seeded-random.ts';

/** A smaller difference between two sums of weights is rounding: their answers tie. */
const TIE = 1e-12;
/** What a vote without weight counts, so that it decides only among others like it. */
const FEATHER = 1e-300;

/**
 * The weight of each sample's vote: 1 for every sample where there are no scores (majority vote,
 * self-consistency, Wang et al. 2022, arXiv 2203.11171), else its score in [0, 1], which need not be
 * normalized. A sample whose score is NaN counts as one of score 0.
 */
export function voteWeights(scores: Float64Array | null, size: number): Float64Array {
  if (!scores) return new Float64Array(size).fill(1);
  return scores.map((score) => (score > 0 ? score : FEATHER));
}

/** For each answer, how probable it is that a sample that gives it is right: 0 or 1 in a consistent pool. */
export function rightOfAnswers({ answers, answer, right }: PoolProblem): Float64Array {
  const votes = new Float64Array(answers.length);
  const rights = new Float64Array(answers.length);
  for (let i = 0; i < answer.length; i++) {
    const given = answer[i] ?? -1;
    if (given < 0) continue;
    votes[given] = (votes[given] ?? 0) + 1;
    rights[given] = (rights[given] ?? 0) + (right[i] ?? 0);
  }
  return rights.map((count, given) => count / (votes[given] || 1));
}

/**
 * Each answer's votes among the given samples, by weight. Samples without an answer vote for none.
 */
export function countVotes(
  { answers, answer }: Pick<PoolProblem, 'answers' | 'answer'>,
  weights: Float64Array,
  samples: readonly number[],
): Float64Array {
  const votes = new Float64Array(answers.length);
  for (const sample of samples) {
    const given = answer[sample] ?? -1;
    if (given >= 0) votes[given] = (votes[given] ?? 0) + (weights[sample] ?? 0);
  }
  return votes;
}

/** The answers that share the most votes; none where nobody voted. */
export function leaders(votes: Float64Array): number[] {
  const most = votes.reduce((a, b) => Math.max(a, b), 0);
  if (most === 0) return [];
  return Array.from(votes.keys()).filter((given) => (votes[given] ?? 0) >= most * (1 - TIE));
}

/**
 * The probability that a vote among n samples is right, for each n of `sizes` (ascending, at most
 * N) and each of several weightings, over `draws` random orders of the samples: a subset of n is the
 * first n of an order. Answers that tie share evenly; a vote that nobody takes part in is wrong.
 */
export function voteCurves(
  problem: PoolProblem,
  weightings: readonly Float64Array[],
  sizes: readonly number[],
  draws: number,
  random: Random,
): Float64Array[] {
  const order = Int32Array.from(problem.answer.keys());
  const curves = weightings.map(() => new Float64Array(sizes.length));
  const count = new VoteCount(problem, sizes);
  for (let draw = 0; draw < draws; draw++) {
    shuffle(order, random);
    for (const [w, weights] of weightings.entries()) {
      const curve = curves[w];
      if (curve) count.add(order, weights, curve);
    }
  }
  return curves.map((curve) => curve.map((rights) => rights / draws));
}

/** Fisher and Yates' shuffle, in place. */
export function shuffle(order: Int32Array, random: Random): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = kept;
  }
}

/** Votes along an order of one problem's samples, counted again and again in the same memory. */
class VoteCount {
  readonly #answer: Int32Array;
  readonly #rightOf: Float64Array;
  readonly #sizes: Int32Array;
  readonly #votes: Float64Array;
  /** The lead in which an answer last took part; leads are numbered through all counts. */
  readonly #led: Int32Array;
  #lead = 0;

  constructor(problem: PoolProblem, sizes: readonly number[]) {
    this.#answer = problem.answer;
    this.#rightOf = rightOfAnswers(problem);
    this.#sizes = Int32Array.from(sizes);
    this.#votes = new Float64Array(this.#rightOf.length);
    this.#led = new Int32Array(this.#rightOf.length);
  }

  /** Adds to `curve`, for each n, the probability that a leader of the first n, picked at random, is right. */
  add(order: Int32Array, weights: Float64Array, curve: Float64Array): void {
    const [answer, rightOf, sizes, votes, led] = [
      this.#answer,
      this.#rightOf,
      this.#sizes,
      this.#votes.fill(0),
      this.#led,
    ];
    // Votes only grow, so that the leaders can be kept as they come.
    let lead = this.#lead + 1;
    let [most, leaders, rights, taken] = [0, 0, 0, 0];
    for (let at = 0; at < sizes.length; at++) {
      for (const size = sizes[at] ?? 0; taken < size; taken++) {
        const sample = order[taken] ?? 0;
        const given = answer[sample] ?? -1;
        if (given < 0) continue;
        const sum = (votes[given] ?? 0) + (weights[sample] ?? 0);
        votes[given] = sum;
        if (sum < most * (1 - TIE)) continue;
        if (sum > most * (1 + TIE)) {
          lead++;
          most = sum;
          leaders = 1;
          rights = rightOf[given] ?? 0;
        } else if (led[given] !== lead) {
          leaders++;
          rights += rightOf[given] ?? 0;
        }
        led[given] = lead;
      }
      if (leaders > 0) curve[at] = (curve[at] ?? 0) + rights / leaders;
    }
    this.#lead = lead;
  }
}

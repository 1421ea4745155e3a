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
  const weights = new Float64Array(size);
  for (let sample = 0; sample < size; sample++) {
    const score = scores[sample] ?? NaN;
    weights[sample] = score > 0 ? score : FEATHER;
  }
  return weights;
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
  const order = new Int32Array(problem.answer.length);
  for (let sample = 0; sample < order.length; sample++) order[sample] = sample;
  const count = new VoteCount(problem, weightings, sizes);
  for (let draw = 0; draw < draws; draw++) {
    shuffle(order, random);
    count.add(order);
  }
  return count.rights.map((curve) => curve.map((rights) => rights / draws));
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

/** Votes along orders of one problem's samples, by several weightings at once. */
class VoteCount {
  readonly #sizes: readonly number[];
  /** The row of each sample's answer in a table of votes: the first is of samples that have none. */
  readonly #row: Int32Array;
  readonly #tallies: readonly Tally[];
  /** The same in threes, which are counted together; filled up with one that nobody reads. */
  readonly #threes: readonly (readonly [Tally, Tally, Tally])[];
  readonly #answers: number;

  constructor(problem: PoolProblem, weightings: readonly Float64Array[], sizes: readonly number[]) {
    const rightOf = rightOfAnswers(problem);
    this.#sizes = sizes;
    this.#row = new Int32Array(problem.answer.length);
    for (let sample = 0; sample < this.#row.length; sample++) {
      this.#row[sample] = (problem.answer[sample] ?? -1) + 1;
    }
    this.#tallies = weightings.map((weights) => new Tally(weights, rightOf, sizes.length));
    this.#answers = rightOf.length;
    const unread = new Tally(new Float64Array(problem.answer.length), rightOf, 0);
    this.#threes = Array.from({ length: Math.ceil(weightings.length / 3) }, (_, i) => {
      const [a = unread, b = unread, c = unread] = this.#tallies.slice(3 * i, 3 * i + 3);
      return [a, b, c];
    });
  }

  /** For each weighting and n the sum, over the orders added, of how probable a right vote is. */
  get rights(): readonly Float64Array[] {
    return this.#tallies.map(({ rights }) => rights);
  }

  /** Adds the votes among the first n of an order, for each n. */
  add(order: Int32Array): void {
    for (const tally of this.#tallies) tally.begin();
    let taken = 0;
    for (let at = 0; at < this.#sizes.length; at++) {
      const size = this.#sizes[at] ?? 0;
      // Who leads is asked at each n only: after many votes one look at all answers is cheaper than
      // a look after every vote.
      if (size - taken > this.#answers) {
        for (const three of this.#threes) countThree(order, this.#row, taken, size, three);
        for (const tally of this.#tallies) tally.findLeaders();
      } else {
        for (const tally of this.#tallies) tally.follow(order, this.#row, taken, size);
      }
      taken = size;
      for (const tally of this.#tallies) tally.note(at);
    }
  }
}

/** One weighting's votes along an order, and who leads. */
class Tally {
  readonly weights: Float64Array;
  /** By row. */
  readonly votes: Float64Array;
  /** For each n, how probable a right vote is, summed over orders. */
  readonly rights: Float64Array;
  readonly #rightOf: Float64Array;
  /** The lead in which a row last took part; leads are numbered through all orders. */
  readonly #led: Int32Array;
  #lead = 0;
  #most = 0;
  #leaders = 0;
  #leadersRight = 0;

  constructor(weights: Float64Array, rightOf: Float64Array, width: number) {
    this.weights = weights;
    this.votes = new Float64Array(rightOf.length + 1);
    this.rights = new Float64Array(width);
    this.#rightOf = rightOf;
    this.#led = new Int32Array(rightOf.length + 1);
  }

  /** Begins a new order. */
  begin(): void {
    this.votes.fill(0);
    this.#beginLead(0);
  }

  /** Counts the order's votes from one place up to another, watching who leads. */
  follow(order: Int32Array, row: Int32Array, from: number, to: number): void {
    const { votes, weights } = this;
    for (let i = from; i < to; i++) {
      const sample = order[i] ?? 0;
      const given = row[sample] ?? 0;
      if (given === 0) continue;
      const sum = (votes[given] ?? 0) + (weights[sample] ?? 0);
      votes[given] = sum;
      // Votes only grow, so that the leaders can be kept as they come.
      if (sum < this.#most * (1 - TIE)) continue;
      if (sum > this.#most * (1 + TIE)) this.#beginLead(sum);
      else if (this.#led[given] === this.#lead) continue;
      this.#join(given);
    }
  }

  /** Looks for the leaders among all answers. */
  findLeaders(): void {
    const { votes } = this;
    let most = 0;
    for (let given = 1; given < votes.length; given++) most = Math.max(most, votes[given] ?? 0);
    this.#beginLead(most);
    if (most === 0) return;
    for (let given = 1; given < votes.length; given++) {
      if ((votes[given] ?? 0) >= most * (1 - TIE)) this.#join(given);
    }
  }

  /** Notes for one of the n how probable it is that a leader, picked at random, is right. */
  note(at: number): void {
    if (this.#leaders === 0) return;
    this.rights[at] = (this.rights[at] ?? 0) + this.#leadersRight / this.#leaders;
  }

  #beginLead(most: number): void {
    this.#lead++;
    this.#most = most;
    this.#leaders = 0;
    this.#leadersRight = 0;
  }

  #join(given: number): void {
    this.#led[given] = this.#lead;
    this.#leaders++;
    this.#leadersRight += this.#rightOf[given - 1] ?? 0;
  }
}

/** Counts votes by three weightings at once, whose sums do not wait for each other. */
function countThree(
  order: Int32Array,
  row: Int32Array,
  from: number,
  to: number,
  [a, b, c]: readonly [Tally, Tally, Tally],
): void {
  const { votes: votesA, weights: weightsA } = a;
  const { votes: votesB, weights: weightsB } = b;
  const { votes: votesC, weights: weightsC } = c;
  for (let i = from; i < to; i++) {
    const sample = order[i] ?? 0;
    const given = row[sample] ?? 0;
    votesA[given] = (votesA[given] ?? 0) + (weightsA[sample] ?? 0);
    votesB[given] = (votesB[given] ?? 0) + (weightsB[sample] ?? 0);
    votesC[given] = (votesC[given] ?? 0) + (weightsC[sample] ?? 0);
  }
}

import type { PoolProblem } from './pool.ts';
import { isTie } from './rank-samples.ts';
import { ScoreOrder } from './score-order.ts';

/** Ranks that a subset's best has with less than this probability in all are left out. */
const NEGLIGIBLE = 1e-17;

/** How many n are summed up at once, so that their sums do not wait for each other. */
const LANES = 4;

const none = new Float64Array();

/**
 * Best-of-n for several n over problems of `size` samples each: what these problems share, so that
 * each costs one sort and one walk over its ranks.
 */
export class BestOfN {
  readonly #width: number;
  /** The weights of each {@link LANES} n, as many side by side a rank; their smallest n reaches deepest. */
  readonly #weights: readonly Float64Array[];
  readonly #order: ScoreOrder;
  readonly #right: Uint8Array;
  /** The ranks, from the best down, whose sample may be right, and how probable it is to be. */
  readonly #ranks: Int32Array;
  readonly #shares: Float64Array;

  /** `sizes` are the n, ascending, from 1 to `size`. */
  constructor(size: number, sizes: readonly number[]) {
    this.#width = sizes.length;
    this.#weights = Array.from({ length: Math.ceil(sizes.length / LANES) }, (_, block) =>
      sideBySide(
        sizes.slice(LANES * block, LANES * (block + 1)).map((n) => bestRankWeights(size, n)),
      ),
    );
    this.#order = new ScoreOrder(size);
    this.#right = new Uint8Array(size);
    this.#ranks = new Int32Array(size);
    this.#shares = new Float64Array(size);
  }

  /**
   * The probability, for each n, that the sample with the best score of n samples is right, over all
   * subsets of n at once: exact, not sampled. Samples of equal score share evenly. Samples without an
   * answer (−1 in `answer`) rank below all others, samples whose score is NaN just above them.
   */
  rates(scores: Float64Array, problem: Pick<PoolProblem, 'right' | 'answer'>): Float64Array {
    const count = this.#rank(scores, problem);
    const rates = new Float64Array(LANES * this.#weights.length);
    for (let block = 0; block < this.#weights.length; block++) {
      this.#addUp(count, this.#weights[block] ?? none, rates, LANES * block);
    }
    return rates.slice(0, this.#width);
  }

  /** Writes the rates of one block of n. */
  #addUp(count: number, weights: Float64Array, rates: Float64Array, at: number): void {
    const ranks = this.#ranks;
    const shares = this.#shares;
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    let sum3 = 0;
    for (let k = 0; k < count; k++) {
      const i = LANES * (ranks[k] ?? 0);
      if (i >= weights.length) break;
      const share = shares[k] ?? 0;
      sum0 += share * (weights[i] ?? 0);
      sum1 += share * (weights[i + 1] ?? 0);
      sum2 += share * (weights[i + 2] ?? 0);
      sum3 += share * (weights[i + 3] ?? 0);
    }
    rates[at] = sum0;
    rates[at + 1] = sum1;
    rates[at + 2] = sum2;
    rates[at + 3] = sum3;
  }

  /** Finds the ranks whose sample may be right; how many there are. */
  #rank(scores: Float64Array, { right, answer }: Pick<PoolProblem, 'right' | 'answer'>): number {
    const isRight = this.#right;
    const sorted = this.#order.scores;
    let scored = 0;
    let unscored = 0;
    let unscoredRight = 0;
    for (let i = 0; i < scores.length; i++) {
      if ((answer[i] ?? -1) < 0) continue;
      const score = scores[i] ?? NaN;
      if (Number.isNaN(score)) {
        unscored++;
        unscoredRight += right[i] ?? 0;
        continue;
      }
      sorted[scored] = score;
      isRight[scored++] = right[i] ?? 0;
    }
    const order = this.#order.sort(scored);
    let count = 0;
    // From the top down, a group of ties at a time.
    for (let from = 0, to = 0; from < scored; from = to) {
      const top = sorted[order[scored - 1 - from] ?? 0] ?? 0;
      let rights = 0;
      for (; to < scored; to++) {
        const sample = order[scored - 1 - to] ?? 0;
        if (!isTie(top, sorted[sample] ?? 0)) break;
        rights += isRight[sample] ?? 0;
      }
      if (rights > 0) count = this.#note(count, from, to, rights);
    }
    return unscoredRight > 0 ? this.#note(count, scored, scored + unscored, unscoredRight) : count;
  }

  /** Notes that `rights` of the samples that share some ranks are right. */
  #note(count: number, from: number, to: number, rights: number): number {
    for (let rank = from; rank < to; rank++) {
      this.#ranks[count] = rank;
      this.#shares[count++] = rights / (to - from);
    }
    return count;
  }
}

/** Columns of falling length, rank by rank; zeros where a column has ended, or is missing. */
function sideBySide(columns: readonly Float64Array[]): Float64Array {
  const rows = new Float64Array(LANES * (columns[0]?.length ?? 0));
  for (const [lane, column] of columns.entries()) {
    for (const [rank, weight] of column.entries()) rows[LANES * rank + lane] = weight;
  }
  return rows;
}

/**
 * For each rank from the best down, the probability that the best of n samples drawn from N without
 * replacement is the one at that rank: C(N−1−rank, n−1) / C(N, n), rank from 0. Sums to 1; ranks at
 * the end whose probabilities are negligible together are left out. n from 1 to N.
 */
export function bestRankWeights(size: number, n: number): Float64Array {
  const weights = new Float64Array(size - n + 1);
  let weight = n / size;
  let left = 1;
  let rank = 0;
  // Each weight from the one before: factorials would overflow, their logarithms lose digits.
  for (; rank < weights.length && left > NEGLIGIBLE && weight > 0; rank++) {
    weights[rank] = weight;
    weight *= (size - n - rank) / (size - 1 - rank);
    left = (weight * (size - 1 - rank)) / n;
  }
  return weights.subarray(0, rank);
}

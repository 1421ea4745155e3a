import { aggregationNames, type Aggregation } from './aggregate.ts';
import {
  meanOverProblems,
  problemBand,
  resampleProblems,
  sampleBand,
  type Band,
  type RateTable,
} from './band.ts';
import { BestOfN } from './best-of-n.ts';
import { passAtEach } from './pass-at-n.ts';
import {
  brevity,
  hasOrm,
  isScored,
  prmRanks,
  rightCount,
  sampleCount,
  scoresOfRanks,
  type PoolProblem,
  type ScoreReading,
} from './pool.ts';
import { seededRandom, seedOf } from './seeded-random.ts';
import { voteCurves, voteWeights } from './vote.ts';

/** Every way of choosing among n samples, and the two that frame them: the floor and the ceiling. */
export const methodNames = [
  'prm_product',
  'prm_min',
  'prm_last',
  'prm_mean',
  'orm',
  'majority',
  'prm_weighted',
  'orm_weighted',
  'shortest',
  'mean',
  'pass',
] as const;

export type Method = (typeof methodNames)[number];

/** The method that takes the sample with the PRM's best score. */
export function prmMethod(aggregation: Aggregation): Method {
  return `prm_${aggregation}`;
}

/** What a method reads: a method is drawn where all problems have that. */
export function needs(method: Method): 'prm' | 'orm' | 'nothing' {
  if (method.startsWith('prm_')) return 'prm';
  return method === 'orm' || method === 'orm_weighted' ? 'orm' : 'nothing';
}

export interface CurveSettings {
  /** Which n, ascending, from 1 to the smallest problem's number of samples at most. */
  readonly sizes: readonly number[];
  /** How steps are read; `aggregation` decides the weights of the PRM-weighted vote. */
  readonly reading: ScoreReading;
  readonly seed: number;
  /** Random orders of the samples for the votes, a problem. */
  readonly draws: number;
  /** Bootstrap samples of the problems. */
  readonly resamples: number;
}

/** A method's solve rate for each n, in [0, 1], with a 95 % band for either choice of chance. */
export interface SolveCurve {
  readonly rate: Float64Array;
  /** For the choice of samples: these problems, other samples of theirs. */
  readonly samples: Band;
  /** For the choice of problems: other problems, bootstrap. */
  readonly problems: Band;
}

export type SolveCurves = Readonly<Partial<Record<Method, SolveCurve>>>;

/** One problem's solve rate for each n, by method. */
export type ProblemRates = Readonly<Partial<Record<Method, Float64Array>>>;

/** The most orders that votes are estimated from, as in the paper (arXiv 2305.20050, section 3). */
const MOST_DRAWS = 400;
const FEWEST_DRAWS = 8;
/** Samples walked over by all votes together; keeps the largest pools under a second. */
const DRAW_BUDGET = 1e7;

/** How many random orders a pool's votes are estimated from: 400, fewer for very large pools. */
export function drawsFor(pool: readonly PoolProblem[]): number {
  const samples = pool.reduce((sum, problem) => sum + sampleCount(problem), 0);
  return Math.min(MOST_DRAWS, Math.max(FEWEST_DRAWS, Math.floor(DRAW_BUDGET / samples)));
}

/**
 * The solve rate against n of every method that the whole pool has scores for, the mean over its
 * problems. Best-of-n, pass@n and the mean are exact; votes are averaged over seeded subsets. The
 * same pool and settings give the same numbers. Empty for an empty pool.
 */
export function solveCurves(pool: readonly PoolProblem[], settings: CurveSettings): SolveCurves {
  const bySamples = new Map<number, BestOfN>();
  const perProblem = pool.map((problem) => {
    const size = sampleCount(problem);
    const best = bySamples.get(size) ?? new BestOfN(size, settings.sizes);
    bySamples.set(size, best);
    return ratesWith(best, problem, settings);
  });
  const random = seededRandom(settings.seed);
  const counts = resampleProblems(pool.length, settings.resamples, random);
  const curves: Partial<Record<Method, SolveCurve>> = {};
  for (const method of methodNames) {
    const table = tabulate(perProblem, method, settings.sizes.length);
    if (!table) continue;
    const spread = method === 'mean' ? meanSpread(pool, settings.sizes) : undefined;
    curves[method] = {
      rate: meanOverProblems(table),
      samples: sampleBand(table, spread),
      problems: problemBand(table, counts),
    };
  }
  return curves;
}

/** One problem's part of {@link solveCurves}; methods that its samples have no scores for are absent. */
export function problemRates(problem: PoolProblem, settings: CurveSettings): ProblemRates {
  return ratesWith(new BestOfN(sampleCount(problem), settings.sizes), problem, settings);
}

function ratesWith(
  bestOfN: BestOfN,
  problem: PoolProblem,
  { sizes, reading, seed, draws }: CurveSettings,
): ProblemRates {
  const size = sampleCount(problem);
  const right = rightCount(problem);
  const best = (scores: Float64Array): Float64Array => bestOfN.rates(scores, problem);
  const rates: Partial<Record<Method, Float64Array>> = {};
  const weightings: [Method, Float64Array][] = [['majority', voteWeights(null, size)]];
  if (isScored(problem)) {
    for (const aggregation of aggregationNames) {
      const ranks = prmRanks(problem, { ...reading, aggregation });
      rates[prmMethod(aggregation)] = best(ranks);
      if (aggregation !== reading.aggregation) continue;
      weightings.push(['prm_weighted', voteWeights(scoresOfRanks(ranks, aggregation), size)]);
    }
  }
  if (hasOrm(problem)) {
    rates.orm = best(problem.orm);
    weightings.push(['orm_weighted', voteWeights(problem.orm, size)]);
  }
  const votes = voteCurves(
    problem,
    weightings.map(([, each]) => each),
    sizes,
    draws,
    seededRandom(seedOf(problem.id, seed)),
  );
  for (const [index, rate] of votes.entries()) {
    const [method] = weightings[index] ?? [];
    // A vote of one is that sample's: no need to guess where all lines begin.
    if (sizes[0] === 1) rate[0] = right / size;
    if (method) rates[method] = rate;
  }
  rates.shortest = best(brevity(problem));
  rates.mean = new Float64Array(sizes.length).fill(right / size);
  rates.pass = passAtEach(size, right, sizes);
  return rates;
}

/** The rates of all problems in one table; null unless every problem has them. */
function tabulate(
  perProblem: readonly ProblemRates[],
  method: Method,
  width: number,
): RateTable | null {
  if (perProblem.length === 0) return null;
  const rates = new Float64Array(perProblem.length * width);
  for (const [index, problem] of perProblem.entries()) {
    const row = problem[method];
    if (!row) return null;
    rates.set(row, index * width);
  }
  return { rates, problems: perProblem.length, width };
}

/** The share of right ones among n of N samples varies less than one pick: by (N − n) / (n (N − 1)). */
function meanSpread(pool: readonly PoolProblem[], sizes: readonly number[]): RateTable {
  const rates = pool.flatMap((problem) => {
    const size = sampleCount(problem);
    return sizes.map((n) => (size > 1 ? (size - n) / (n * (size - 1)) : 0));
  });
  return { rates: Float64Array.from(rates), problems: pool.length, width: sizes.length };
}

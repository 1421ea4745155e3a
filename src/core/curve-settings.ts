import type { PoolProblem, ScoreReading } from './pool.ts';
import { drawsFor, type CurveSettings } from './solve-curves.ts';

/** The paper's reading (arXiv 2305.20050, appendix F): the product, with neutral steps as good ones. */
export const paperReading: ScoreReading = { aggregation: 'product', neutral: 'positive' };

const SEED = 2305;
const RESAMPLES = 500;

/** The settings of a figure: the same for the page and for the command line, so that both agree. */
export function curveSettings(
  pool: readonly PoolProblem[],
  sizes: readonly number[],
  reading: ScoreReading,
): CurveSettings {
  return { sizes, reading, seed: SEED, draws: drawsFor(pool), resamples: RESAMPLES };
}

import { curveSettings } from '../core/curve-settings.ts';
import { curveSizes, smallestPool } from '../core/curve-sizes.ts';
import { findEvidence, type Evidence } from '../core/evidence.ts';
import { comparable, isScored, type PoolProblem, type ScoreReading } from '../core/pool.ts';
import { readPool, type ReadPool } from '../core/read-pool.ts';
import { solveCurves, type SolveCurves } from '../core/solve-curves.ts';

/** A pool's figure in numbers. */
export interface Estimate {
  /** The n that the curves are known at. */
  readonly sizes: readonly number[];
  readonly curves: SolveCurves;
  /** How many problems it rests on: those that are scored, once one is. */
  readonly problems: number;
  /** Random orders behind each vote, a problem. */
  readonly draws: number;
}

/** The work that would hold up the page. */
export interface PoolTasks {
  estimate(problems: readonly PoolProblem[], reading: ScoreReading): Promise<Estimate>;
  /** The cases behind the figure; null where no problem is scored. */
  findEvidence(
    problems: readonly PoolProblem[],
    reading: ScoreReading,
    threshold: number,
  ): Promise<Evidence | null>;
  /** Reads a pool's JSON lines; bad ones are left out and named. */
  read(file: Blob): Promise<ReadPool>;
}

/** The tasks themselves, done on the spot. */
export const poolTasks: PoolTasks = {
  estimate(problems, reading) {
    const pool = comparable(problems);
    const sizes = curveSizes(smallestPool(pool));
    const settings = curveSettings(pool, sizes, reading);
    const curves = solveCurves(pool, settings);
    return Promise.resolve({ sizes, curves, problems: pool.length, draws: settings.draws });
  },

  findEvidence(problems, reading, threshold) {
    const isAny = problems.some(isScored);
    return Promise.resolve(isAny ? findEvidence(problems, reading, threshold) : null);
  },

  async read(file) {
    return readPool(await file.text());
  },
};

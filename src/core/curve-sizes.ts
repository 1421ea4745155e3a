import { sampleCount, type PoolProblem } from './pool.ts';

/** Up to here every n is drawn. */
const DENSE = 12;
/** Beyond, each n is about this many times the one before. */
const RATIO = 1.2;

/** The largest n that every problem of a pool has samples for; 0 for an empty pool. */
export function smallestPool(pool: readonly PoolProblem[]): number {
  return pool.length === 0 ? 0 : Math.min(...pool.map(sampleCount));
}

/** Every n from 1 to `last`. */
export function everySize(last: number): number[] {
  return Array.from({ length: last }, (_, i) => i + 1);
}

/** The n that a curve on a logarithmic axis is drawn at: dense first, then evenly apart; `last` included. */
export function curveSizes(last: number): number[] {
  const sizes = everySize(Math.min(last, DENSE));
  for (let n = DENSE * RATIO; n < last; n *= RATIO) sizes.push(Math.round(n));
  if (last > DENSE) sizes.push(last);
  return [...new Set(sizes)];
}

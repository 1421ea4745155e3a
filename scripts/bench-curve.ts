/**
 * Measures the estimators on this machine, `npm run bench:curve`: all methods with both bands for
 * 500 problems of 1,860 samples, at the n that the page draws. The processor's own seconds count where
 * the machine has other work.
 */
import { loadavg } from 'node:os';
import { curveSizes } from '../src/core/curve-sizes.ts';
import { drawsFor, solveCurves } from '../src/core/solve-curves.ts';
import { curveSettings, paperReading } from '../src/core/curve-settings.ts';
import { madePool } from '../tests/bench/made-pool.ts';

const rounds = 5;
const pool = madePool(500, 1860);
const settings = curveSettings(pool, curveSizes(1860), paperReading);
console.log(
  `500 problems of 1860 samples, ${settings.sizes.length} sizes, ${drawsFor(pool)} draws; load ${loadavg()[0]?.toFixed(1)}`,
);
for (let round = 1; round <= rounds; round++) {
  const start = performance.now();
  const before = process.cpuUsage();
  solveCurves(pool, settings);
  const { user, system } = process.cpuUsage(before);
  const [wall, own] = [(performance.now() - start) / 1e3, (user + system) / 1e6];
  console.log(`  round ${round}: ${wall.toFixed(2)} s, of the processor ${own.toFixed(2)} s`);
}

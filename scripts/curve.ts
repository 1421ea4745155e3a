/**
 * Prints a figure's numbers without a page, with the estimators that the page uses:
 *
 *     npm run --silent curve -- POOL.jsonl [--weights product|min|last|mean]
 *         [--neutral positive|negative] [--band problems|samples]
 *
 * A problem a line in, `{id, source?, problem?, reference?, samples: [{steps?[], answer, correct, prm[],
 * orm}]}`, from the file or standard input; CSV out, `method,n,solve_rate,low,high`, for every n from 1
 * to the smallest pool. `--weights` says which score of the steps weighs a PRM-weighted vote. `low` and
 * `high` are a 95 % interval: for other problems of the same kind (bootstrap), or with `--band samples`
 * for other samples of the same problems. A bad line is named on standard error and left out, and the
 * exit status is then 1.
 */
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { aggregationNames } from '../src/core/aggregate.ts';
import { curveSettings } from '../src/core/curve-settings.ts';
import { everySize, smallestPool } from '../src/core/curve-sizes.ts';
import { bandKinds, curveCsv, curveRows } from '../src/core/curve-table.ts';
import { parseContract } from '../src/core/parse-contract.ts';
import { neutralSteps } from '../src/core/pool.ts';
import { toPoolProblem } from '../src/core/read-pool.ts';
import { methodNames, needs, solveCurves } from '../src/core/solve-curves.ts';
import { readPoolFile } from './read-pool-file.ts';

const usage =
  'usage: npm run --silent curve -- [POOL.jsonl] [--weights product|min|last|mean] ' +
  '[--neutral positive|negative] [--band problems|samples]';
const optionsSchema = v.object({
  weights: v.picklist(aggregationNames),
  neutral: v.picklist(neutralSteps),
  band: v.picklist(bandKinds),
});

const { file, weights, neutral, band } = readArguments();
const { records, complaints } = await readPoolFile(file);
for (const complaint of complaints) console.error(complaint);
if (records.length === 0) {
  console.error('No problem could be read, so there is nothing to draw.');
  process.exit(1);
}
const pool = records.map(toPoolProblem);
const sizes = everySize(smallestPool(pool));
const curves = solveCurves(pool, curveSettings(pool, sizes, { aggregation: weights, neutral }));
process.stdout.write(curveCsv(curveRows(curves, sizes, band)));
for (const method of methodNames) {
  if (!curves[method]) console.error(`${method}: left out, not every sample has ${needs(method)}`);
}
process.exitCode = complaints.length === 0 ? 0 : 1;

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      options: {
        weights: { type: 'string', default: 'product' },
        neutral: { type: 'string', default: 'positive' },
        band: { type: 'string', default: 'problems' },
      },
      allowPositionals: true,
    });
    if (positionals.length > 1) throw new Error('one file at a time');
    return { file: positionals[0], ...parseContract(optionsSchema, values, 'options', '--') };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
}

/**
 * Measures how often first errors are named, by the model, by the page's exact check of equations, and
 * by both together, of whom the earlier counts:
 *
 *     npm run --silent first-errors -- FILE [--model DIR]
 *
 * Labelled solutions in, as PRM800K, ProcessBench or TRL write them (`.gz` is unpacked); CSV out,
 * `judge,wrong,found,right,spared,f1,low,high`, the F1 being ProcessBench's with a 95 % interval for other
 * solutions (bootstrap). The model accuses under its manifest's threshold. Solutions whose first error
 * is not known are left out.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { findEquations } from '../src/core/arithmetic.ts';
import { ContractError } from '../src/core/contract-error.ts';
import { errorFinding, f1Interval, type Finding } from '../src/core/error-finding.ts';
import { earlierError, firstError, labelledFirstError } from '../src/core/first-error.ts';
import { importSolutions } from '../src/core/import-solution.ts';
import type { LabelledSolution } from '../src/core/solution.ts';
import { defaultModel } from './default-model.ts';
import { loadModel } from './load-model.ts';
import { runCommand } from './run-command.ts';

const never = new AbortController().signal;
const usage = 'usage: npm run --silent first-errors -- FILE [--model DIR]';

await runCommand(main);

async function main(): Promise<number> {
  const { file, folder } = readArguments();
  const solutions = readSolutions(file);
  const model = await loadModel(folder);
  const findings: Record<'model' | 'exact' | 'both', Finding[]> = {
    model: [],
    exact: [],
    both: [],
  };
  for (const [at, { problem, steps, truth }] of solutions.entries()) {
    const scored = await model.score({ problem, steps }, never, () => undefined);
    const prm = scored.steps.map(({ probability }) => probability);
    const byModel = firstError(prm, model.manifest.calibration.threshold);
    const byCheck = steps.findIndex(isFalse);
    findings.model.push({ truth, named: byModel });
    findings.exact.push({ truth, named: byCheck });
    findings.both.push({ truth, named: earlierError(byModel, byCheck) });
    if (process.stderr.isTTY) process.stderr.write(`\r${at + 1} of ${solutions.length}`);
  }
  process.stdout.write('judge,wrong,found,right,spared,f1,low,high\n');
  for (const [judge, own] of Object.entries(findings)) {
    const { wrong, found, right, spared, f1 } = errorFinding(own);
    const { low, high } = f1Interval(own);
    process.stdout.write(`${[judge, wrong, found, right, spared, f1, low, high].join(',')}\n`);
  }
  return 0;
}

function isFalse(step: string): boolean {
  return findEquations(step).some(({ verdict }) => verdict === 'wrong');
}

function readSolutions(path: string): (LabelledSolution & { truth: number })[] {
  try {
    const bytes = readFileSync(path);
    const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
    return importSolutions(text, { neutral: 'positive' }).flatMap((solution) => {
      const truth = solution.labels ? labelledFirstError(solution.labels) : null;
      return truth === null ? [] : [{ ...solution, truth }];
    });
  } catch (error) {
    if (error instanceof ContractError || isSystemError(error)) refuse(error.message);
    throw error;
  }
}

function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error;
}

function readArguments(): { file: string; folder: string } {
  try {
    const { values, positionals } = parseArgs({
      options: { model: { type: 'string' } },
      allowPositionals: true,
    });
    const [path] = positionals;
    if (path === undefined || positionals.length > 1) throw new Error('one file is needed');
    return { file: path, folder: values.model ?? defaultModel() };
  } catch (error) {
    refuse(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

function refuse(message: string): never {
  console.error(message);
  process.exit(2);
}

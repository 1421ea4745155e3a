/**
 * Scores solutions without a page, with the engine that pages use:
 *
 *     npm run --silent score -- FILE.jsonl [--model DIR]
 *
 * A line `{id?, problem, steps[] | solution}` in, from the file or standard input; a line
 * `{id, prm, aggregates, first_error, orm?}` out, `orm` where the model judges outcomes too.
 * Progress goes to standard error. A malformed line gets `{line, error}`, the others are scored all
 * the same, and the exit status is 1.
 */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { aggregationNames, aggregations } from '../src/core/aggregate.ts';
import { firstError } from '../src/core/first-error.ts';
import { parseScoreLine } from '../src/core/score-line.ts';
import type { Model } from '../src/engine/model.ts';
import { defaultModel } from './default-model.ts';
import { loadModel } from './load-model.ts';
import { runCommand } from './run-command.ts';

const never = new AbortController().signal;
const usage = 'usage: npm run --silent score -- [FILE.jsonl] [--model DIR]';

await runCommand(main);

async function main(): Promise<number> {
  const { file, folder } = readArguments();
  const model = await loadModel(folder);
  const lines = createInterface({ input: file ? createReadStream(file) : process.stdin });
  let number = 0;
  let failed = 0;
  for await (const line of lines) {
    number++;
    if (line.trim() === '') continue;
    try {
      process.stdout.write(`${JSON.stringify(await scoreLine(model, line, number))}\n`);
    } catch (error) {
      failed++;
      const reason = error instanceof Error ? error.message : String(error);
      process.stdout.write(`${JSON.stringify({ line: number, error: reason })}\n`);
    }
    progress(`${number} lines read, ${failed} of them not scored`);
  }
  progress('\n');
  return failed === 0 ? 0 : 1;
}

function readArguments(): { file: string | undefined; folder: string } {
  try {
    const { values, positionals } = parseArgs({
      options: { model: { type: 'string' } },
      allowPositionals: true,
    });
    if (positionals.length > 1) throw new Error('one file at a time');
    return { file: positionals[0], folder: values.model ?? defaultModel() };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
}

async function scoreLine(model: Model, line: string, number: number): Promise<object> {
  const { id = number, problem, steps } = parseScoreLine(line, number);
  const scored = await model.score({ problem, steps }, never, () => undefined);
  const prm = scored.steps.map(({ probability }) => probability);
  const missing = steps.length - prm.length;
  return {
    id,
    prm,
    aggregates: Object.fromEntries(aggregationNames.map((name) => [name, aggregations[name](prm)])),
    first_error: firstError(prm, model.manifest.calibration.threshold),
    ...(scored.outcome !== null && { orm: scored.outcome }),
    // The model's limit cut the solution: what is said above is of its beginning.
    ...(missing > 0 && { unscored_steps: missing, token_limit: scored.limit }),
  };
}

function progress(text: string): void {
  const onTerminal = process.stderr.isTTY && !text.endsWith('\n');
  if (onTerminal) process.stderr.write(`\r${text}`);
  else if (text.trim() !== '' && text.endsWith('\n')) process.stderr.write(text);
}

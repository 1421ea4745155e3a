/**
 * Writes the shipped model's scores into the worked examples: `npm run record`. Run it whenever the
 * model or an example's text changes; scores are never written by hand.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { parseManifest } from '../src/core/manifest.ts';
import { parseModelIndex } from '../src/engine/model-index.ts';
import type { Example } from '../src/state/example.ts';
import { root } from './dependencies.mjs';

const folder = join(root, 'src', 'views', 'score', 'examples');
const models = join(root, 'public', 'models');
/** More digits than the page shows, fewer than differ between machines. */
const digits = 4;

const { default: id } = parseModelIndex(readJson(join(models, 'index.json')));
const { version } = parseManifest(readJson(join(models, id, 'manifest.json')));
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const examples = files.map((file) => readJson(join(folder, file)) as Example);
const scores = score(examples);

for (const [index, example] of examples.entries()) {
  const prm = scores[index];
  if (!prm) throw new Error(`${example.id} was not scored.`);
  const recorded: Example = { ...example, model: `${id}@${version}`, prm };
  const json = await format(JSON.stringify(recorded), { parser: 'json', printWidth: 100 });
  writeFileSync(join(folder, files[index] ?? ''), json);
  console.log(`${example.id}: ${prm.join(' ')}`);
}

/** A probability for each step of each example, by the command that scores files. */
function score(solutions: readonly Example[]): number[][] {
  const lines = solutions.map(({ problem, steps }) => JSON.stringify({ problem, steps }));
  const child = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(root, 'scripts', 'score.ts')],
    { input: lines.join('\n'), encoding: 'utf8', stdio: ['pipe', 'pipe', 'inherit'] },
  );
  if (child.status !== 0) throw new Error(`Scoring failed: ${child.stdout}`);
  return child.stdout
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { prm: number[] }).prm.map(round));
}

function round(probability: number): number {
  return Number(probability.toFixed(digits));
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

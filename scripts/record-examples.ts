/**
 * Writes the shipped model's scores into the worked examples and the lessons: `npm run record`. Run it
 * whenever the model or one of their texts changes; scores are never written by hand.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { parseLesson, writeLesson } from '../src/core/lesson.ts';
import { parseManifest } from '../src/core/manifest.ts';
import type { Solution } from '../src/core/solution.ts';
import { parseModelIndex } from '../src/engine/model-index.ts';
import type { Example } from '../src/state/example.ts';
import { root } from './dependencies.mjs';

const models = join(root, 'public', 'models');
/** More digits than the page shows, fewer than differ between machines. */
const digits = 4;

/** A file with solutions, and how it is written once each of them has scores. */
interface Recorded {
  readonly path: string;
  readonly solutions: readonly Solution[];
  readonly withScores: (prm: readonly (readonly number[])[]) => string;
}

const { default: id } = parseModelIndex(JSON.parse(read(join(models, 'index.json'))));
const { version, calibration } = parseManifest(JSON.parse(read(join(models, id, 'manifest.json'))));
const model = `${id}@${version}`;

const files = [
  ...jsonFiles(join(root, 'src', 'views', 'score', 'examples')).map(readExample),
  ...jsonFiles(join(root, 'public', 'lessons'))
    .filter((path) => !path.endsWith('index.json'))
    .map(readLesson),
];
const scores = score(files.flatMap((file) => file.solutions));

for (const { path, solutions, withScores } of files) {
  const prm = scores.splice(0, solutions.length);
  if (prm.length < solutions.length) throw new Error(`${path} was not scored.`);
  const json = await format(withScores(prm), { parser: 'json', printWidth: 100 });
  writeFileSync(path, json);
  console.log(`${path}:\n${prm.map((one) => `  ${one.join(' ')}`).join('\n')}`);
}

function readExample(path: string): Recorded {
  const example = JSON.parse(read(path)) as Example;
  return {
    path,
    solutions: [example],
    withScores: ([prm]) => JSON.stringify({ ...example, model, prm }),
  };
}

function readLesson(path: string): Recorded {
  const lesson = parseLesson(read(path));
  const { threshold } = calibration;
  return {
    path,
    solutions: lesson.cases,
    withScores: (scores) => {
      const cases = lesson.cases.map((one, index) => {
        const prm = scores[index] ?? [];
        return { ...one, scores: { model, threshold, prm } };
      });
      return writeLesson({ ...lesson, cases });
    },
  };
}

/** A probability for each step of each solution, by the command that scores files. */
function score(solutions: readonly Solution[]): number[][] {
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

function jsonFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => join(folder, file));
}

function read(path: string): string {
  return readFileSync(path, 'utf8');
}

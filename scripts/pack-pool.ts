/**
 * Makes the folder of a recorded pool from its lines, and lists it:
 *
 *     npm run pack-pool -- POOL.jsonl --about ABOUT.json --id ID [--default] [--out public/pools]
 *
 * `POOL.jsonl` is what `npm run curve` reads, with the texts of all problems and samples, wholly
 * scored; `ABOUT.json` says where it comes from (`aboutSchema` in src/core/pool-files.ts). No number
 * is changed, so that the page and the command line agree to the last digit. Nothing is written
 * where a line is bad or the numbers are too large for a page.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { isScored } from '../src/core/pool.ts';
import {
  packProblem,
  packTexts,
  parsePoolAbout,
  parsePoolIndex,
  parsePoolNumbers,
  parsePoolTexts,
  type PoolIndex,
  type PoolNumbers,
} from '../src/core/pool-files.ts';
import { toPoolProblem } from '../src/core/read-pool.ts';
import { root } from './dependencies.mjs';
import { readPoolFile } from './read-pool-file.ts';

const usage =
  'usage: npm run pack-pool -- POOL.jsonl --about ABOUT.json --id ID [--default] [--out DIR]';
/** What a visitor waits for before the first picture. */
const mostBytes = 1.5e6;

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      about: { type: 'string' },
      id: { type: 'string' },
      default: { type: 'boolean', default: false },
      out: { type: 'string', default: join(root, 'public', 'pools') },
    },
    allowPositionals: true,
  });
  const [file] = positionals;
  const { about, id } = values;
  if (!file || !about || !id) throw new Error(usage);

  const { records, complaints } = await readPoolFile(file);
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
  const problems = records.map(toPoolProblem);
  const unscored = problems.filter((problem) => !isScored(problem)).map((problem) => problem.id);
  if (unscored.length > 0) throw new Error(`Not wholly scored: ${unscored.join(', ')}`);
  const numbers: PoolNumbers = {
    format: 1,
    id,
    about: parsePoolAbout(readJson(about)),
    problems: problems.map(packProblem),
  };
  const texts = records.map(packTexts);
  texts.forEach(parsePoolTexts);
  const json = JSON.stringify(numbers);
  parsePoolNumbers(JSON.parse(json));
  const bytes = gzipSync(json, { level: 9 }).length;
  if (bytes > mostBytes) {
    throw new Error(
      `The numbers take ${bytes} bytes gzipped; ${mostBytes} are allowed. Four digits a probability are enough.`,
    );
  }

  const folder = join(resolve(values.out), id);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'texts'), { recursive: true });
  writeFileSync(join(folder, 'numbers.json'), json);
  for (const text of texts) {
    writeFileSync(join(folder, 'texts', `${text.id}.json`), JSON.stringify(text));
  }
  list(join(resolve(values.out), 'index.json'), { id, title: numbers.about.title }, values.default);
  console.log(`${folder}: ${records.length} problems, numbers ${bytes} bytes gzipped`);
}

/** Adds the pool to the index; the first one is the page's default, as is one named so. */
function list(path: string, pool: PoolIndex['pools'][number], isDefault: boolean): void {
  const before = existsSync(path) ? parsePoolIndex(readJson(path)) : null;
  const others = before?.pools ?? [];
  const index: PoolIndex = {
    default: isDefault || !before ? pool.id : before.default,
    pools: others.some(({ id }) => id === pool.id)
      ? others.map((one) => (one.id === pool.id ? pool : one))
      : [...others, pool],
  };
  writeFileSync(path, `${JSON.stringify(index, null, 2)}\n`);
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

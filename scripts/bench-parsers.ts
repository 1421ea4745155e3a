import { svelte } from '@sveltejs/vite-plugin-svelte';
import fc from 'fast-check';
import { runnerImport } from 'vite';
import type { Parser } from '../tests/fuzz/parsers.ts';
import { faultOfRefusal } from '../tests/fuzz/refusal.ts';
import { root } from './dependencies.mjs';

const inputsEach = 10_000;
/** More of the processor's time than this for one input counts as a hang, in milliseconds. */
const mostMilliseconds = 100;
/** An input that seems slow is read this often: what else the process did then does not come again. */
const readings = 3;

/**
 * Prints the longest that each parser takes for one of 10,000 made-up inputs; false if one is too
 * long, or if a parser fails other than by a refusal in words.
 */
export async function measureParsers(): Promise<boolean> {
  console.log(`\nMilliseconds for the slowest of ${inputsEach} inputs, and how many were refused`);
  // Some parsers stand beside Svelte's runes, which Node does not know.
  const { module } = await runnerImport<typeof import('../tests/fuzz/parsers.ts')>(
    '/tests/fuzz/parsers.ts',
    { root, configFile: false, plugins: [svelte()] },
  );
  const faults: string[] = [];
  for (const [name, parser] of Object.entries(module.parsers)) {
    let slowest = 0;
    let refused = 0;
    for (const input of fc.sample(parser.inputs, { numRuns: inputsEach, seed: 1 })) {
      const first = await read(parser, input);
      let { milliseconds } = first;
      for (let i = 1; milliseconds > slowest && i < readings; i++) {
        milliseconds = Math.min(milliseconds, (await read(parser, input)).milliseconds);
      }
      slowest = Math.max(slowest, milliseconds);
      if (first.thrown === null) continue;
      refused++;
      const fault = faultOfRefusal(first.thrown.error);
      if (fault !== null) faults.push(`${name}: ${fault}`);
    }
    console.log(`  ${name}: ${slowest.toFixed(1)}, ${refused} refused`);
    if (slowest > mostMilliseconds) faults.push(`${name}: over ${mostMilliseconds} ms`);
  }
  for (const fault of faults.slice(0, 20)) console.log(`  ${fault}`);
  return faults.length === 0;
}

interface Reading {
  readonly milliseconds: number;
  readonly thrown: { readonly error: unknown } | null;
}

async function read({ parse }: Parser, input: string): Promise<Reading> {
  // Time on the clock would count what else the machine is doing.
  const start = process.cpuUsage();
  const thrown = await Promise.resolve()
    .then(() => parse(input))
    .then(() => null)
    .catch((error: unknown) => ({ error }));
  const { user, system } = process.cpuUsage(start);
  return { milliseconds: (user + system) / 1000, thrown };
}

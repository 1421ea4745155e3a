import fc from 'fast-check';
import { parsers } from '../tests/fuzz/parsers.ts';

const inputsEach = 10_000;
/** More of the processor's time than this for one input counts as a hang, in milliseconds. */
const mostMilliseconds = 100;

/** Prints the longest that each parser takes for one of 10,000 made-up inputs; false if one is too long. */
export async function measureParsers(): Promise<boolean> {
  console.log(`\nMilliseconds for the slowest of ${inputsEach} inputs, and how many were refused`);
  let isQuick = true;
  for (const [name, { inputs, parse }] of Object.entries(parsers)) {
    let slowest = 0;
    let refused = 0;
    for (const input of fc.sample(inputs, { numRuns: inputsEach, seed: 1 })) {
      const start = process.cpuUsage();
      try {
        await parse(input);
      } catch {
        refused++;
      }
      // Time on the clock would count what else the machine is doing.
      const { user, system } = process.cpuUsage(start);
      slowest = Math.max(slowest, (user + system) / 1000);
    }
    console.log(`  ${name}: ${slowest.toFixed(1)}, ${refused} refused`);
    isQuick &&= slowest <= mostMilliseconds;
  }
  if (!isQuick) console.log(`  One takes longer than ${mostMilliseconds} ms.`);
  return isQuick;
}

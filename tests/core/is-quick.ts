import { expect } from 'vitest';

// A parser of quadratic time takes seconds on 100 kB; a linear one a tenth of a second.
const MOST_MILLISECONDS = 500;

/**
 * Fails when a call uses so much of the processor that its time cannot be linear in its 100 kB of
 * input. Time on the clock would also count what else the machine is doing.
 */
export function isQuick(call: () => unknown): void {
  const start = process.cpuUsage();
  call();
  const used = process.cpuUsage(start);
  expect((used.user + used.system) / 1000).toBeLessThan(MOST_MILLISECONDS);
}

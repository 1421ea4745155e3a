import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { paperReading } from '../../src/core/curve-settings.ts';
import { readPool, toPoolProblem } from '../../src/core/read-pool.ts';
import { Draws } from '../../src/state/draws.svelte.ts';

const [problem] = readPool(readFileSync('tests/fixtures/pool.jsonl', 'utf8')).records.map(
  toPoolProblem,
);

/** Draws whose runs go on when `next` is called. */
function make() {
  const waiting: (() => void)[] = [];
  const draws = new Draws(
    () => paperReading,
    9,
    (work) => waiting.push(work),
  );
  draws.choose(problem ?? expect.unreachable());
  return { draws, next: () => waiting.shift()?.() };
}

describe('draws', () => {
  it('draw n samples when a problem is chosen, and count every draw', () => {
    const { draws } = make();
    expect(draws.ballot?.samples).toHaveLength(8);
    draws.draw();
    draws.setSize(3);
    expect(draws.ballot?.samples).toHaveLength(3);
    expect(draws.count).toBe(3);
    expect(draws.drawnRates('majority').map(({ n, draws: count }) => [n, count])).toEqual([
      [3, 1],
      [8, 2],
    ]);
  });

  it('keep n within the problem', () => {
    const { draws } = make();
    draws.setSize(1000);
    expect(draws.n).toBe(64);
    draws.setSize(-3);
    expect(draws.n).toBe(1);
  });

  it('run to the last n, and come near the exact curve', () => {
    const { draws, next } = make();
    draws.run();
    while (draws.isRunning) next();
    expect(draws.n).toBe(64);
    for (const { n, draws: count, rate } of draws.drawnRates('prm_product')) {
      const exact = draws.rates.prm_product?.[draws.sizes.indexOf(n)] ?? NaN;
      expect(count).toBeGreaterThanOrEqual(40);
      expect(Math.abs(rate - exact)).toBeLessThan(4 * Math.sqrt(0.25 / count) + 1e-9);
    }
  });

  it('stop where they are told to, keeping what was drawn', () => {
    const { draws, next } = make();
    draws.run();
    next();
    draws.stop();
    const { count } = draws;
    next();
    expect(draws.count).toBe(count);
    expect(draws.isRunning).toBe(false);
  });

  it('can be made again from their seed, whatever else was drawn between', () => {
    const { draws } = make();
    draws.setSize(5);
    for (let k = 0; k < 3; k++) draws.draw();
    const { seed, countOfN, ballot } = draws;
    const rates = draws.drawnRates('majority').find(({ n }) => n === 5);
    expect(countOfN).toBe(4);

    const other = make().draws;
    other.draw();
    other.repeat(seed, 5, countOfN);
    expect(other.ballot?.samples).toEqual(ballot?.samples);
    expect(other.drawnRates('majority')).toEqual([rates]);
    other.repeat(seed + 1, 5, countOfN);
    expect(other.ballot?.samples).not.toEqual(ballot?.samples);
    other.repeat(seed, 1e9, 1);
    expect(other.n).toBe(64);
  });

  it('forget one problem’s draws with the next', () => {
    const { draws } = make();
    draws.choose(problem ?? null);
    expect(draws.count).toBe(1);
    draws.choose(null);
    expect(draws.ballot).toBeNull();
    expect(draws.size).toBe(0);
  });
});

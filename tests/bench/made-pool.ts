import type { PoolProblem } from '../../src/core/pool.ts';
import { seededRandom, seedOf } from '../../src/core/seeded-random.ts';

/** A pool of made-up numbers, to measure time with: five answers, two to seven steps. */
export function madePool(problems: number, samples: number): PoolProblem[] {
  return Array.from({ length: problems }, (_, p) => {
    const random = seededRandom(seedOf('bench', p));
    const ease = random();
    const answer = Int32Array.from({ length: samples }, () =>
      random() < ease ? 0 : Math.floor(random() * 6) - 1,
    );
    const starts = new Int32Array(samples + 1);
    for (let i = 0; i < samples; i++)
      starts[i + 1] = (starts[i] ?? 0) + 2 + Math.floor(random() * 6);
    return {
      id: String(p),
      source: null,
      answers: ['0', '1', '2', '3', '4'],
      answer,
      right: Uint8Array.from(answer, (given) => Number(given === 0)),
      starts,
      prm: Float64Array.from({ length: starts.at(-1) ?? 0 }, random),
      neutral: null,
      orm: Float64Array.from(answer, random),
    };
  });
}

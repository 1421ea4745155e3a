import type { Page } from 'playwright-core';
import type { ScoreInput } from '../../src/engine/types.ts';

/** What a page holds once nothing is left to be collected, in bytes. */
export interface Held {
  /** By the page and its workers: objects, documents and buffers. */
  readonly scripts: number;
  /** By the WebAssembly modules of the engine's worker. */
  readonly modules: number;
}

/** What was held after the warm-up, and after all scorings. */
export interface Soak {
  readonly before: Held;
  readonly after: Held;
}

/** What a soak may grow by, as a part of what was held before. */
export const mostGrowth = 0.05;

/** How much more is held than before, as a part of it: of scripts' or modules', whichever grew more. */
export function growthOf({ before, after }: Soak): number {
  return Math.max(after.scripts / before.scripts, after.modules / before.modules) - 1;
}

/**
 * Scores solutions of all lengths, one after the other, with a model in the engine's worker on the
 * harness page, `warmUp` of them before the first look at its memory and `scorings` before the last.
 * The browser must have been launched to measure memory.
 */
export async function soak(
  page: Page,
  manifestUrl: string,
  { warmUp, scorings }: { readonly warmUp: number; readonly scorings: number },
): Promise<Soak> {
  await page.evaluate(async (url) => {
    window.soaked = window.createTestEngine('watched');
    await window.soaked.load(url);
  }, manifestUrl);
  await scoreAll(page, 0, warmUp);
  const before = await held(page);
  await scoreAll(page, warmUp, scorings);
  const after = await held(page);
  await page.evaluate(() => window.soaked.dispose());
  return { before, after };
}

/** A solution that no other number has; some continue like the one before, as when somebody types. */
function solution(number: number): ScoreInput {
  const steps = Array.from({ length: 1 + (number % 5) }, (_, i) => {
    const [a, b] = [number - (number % 3) + i, 7 * i + 3];
    return `Then ${a} + ${b} = ${a + b}${i === number % 5 ? `, by way of ${number}` : ''}.`;
  });
  return { problem: `How many are ${number - (number % 10)} and some more?`, steps };
}

async function scoreAll(page: Page, from: number, to: number): Promise<void> {
  const inputs = Array.from({ length: to - from }, (_, i) => solution(from + i));
  await page.evaluate(async (all) => {
    for (const input of all) await window.soaked.score(input);
  }, inputs);
}

async function held(page: Page): Promise<Held> {
  // Of the workers, the runtime's threads have memories of the engine's.
  const engine = page.workers().find((worker) => worker.url().includes('watched-worker'));
  if (!engine) throw new Error('The engine has no worker.');
  await engine.evaluate('gc()');
  const scripts = await page.evaluate(async () => {
    window.gc();
    return (await performance.measureUserAgentSpecificMemory()).bytes;
  });
  return { scripts, modules: Number(await engine.evaluate('moduleBytes()')) };
}

declare global {
  interface Window {
    soaked: ReturnType<typeof window.createTestEngine>;
    /** With `--expose-gc`. */
    gc: () => void;
  }

  interface Performance {
    measureUserAgentSpecificMemory(): Promise<{ readonly bytes: number }>;
  }
}

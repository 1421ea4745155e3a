/** What the bench measures, as functions that it calls in the browser. */
import { Wllama } from '@wllama/wllama';
import wllamaWasm from '@wllama/wllama/esm/wasm/wllama.wasm?url';
import { createEngine } from '../../../src/engine/client.ts';
import type { ScoreInput } from '../../../src/engine/types.ts';

/** Reads a text and resolves to its speed in tokens a second. */
type Reader = (input: ScoreInput) => Promise<number>;

declare global {
  interface Window {
    readers: Record<string, Reader>;
    addEngine: (name: string, manifestUrl: string) => Promise<void>;
    addWllama: (name: string, ggufUrl: string) => Promise<void>;
  }
}

window.readers = {};

let words = 0;

/** A word that no run has begun with, so that nothing of an earlier run can be reused. */
function newWord(): string {
  return `${words++}`;
}

window.addEngine = async (name, manifestUrl) => {
  const engine = createEngine(
    () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
  );
  await engine.load(manifestUrl);
  window.readers[name] = async ({ problem, steps }) => {
    const fresh = { problem: `${newWord()} ${problem}`, steps };
    const { tokens, reusedTokens, milliseconds } = await engine.score(fresh);
    return ((tokens - reusedTokens) / milliseconds) * 1000;
  };
};

window.addWllama = async (name, ggufUrl) => {
  const wllama = new Wllama({ default: wllamaWasm });
  const gguf = await (await fetch(ggufUrl)).blob();
  await wllama.loadModel([gguf], { n_threads: 2, n_ctx: 1024 });
  window.readers[name] = async ({ problem, steps }) => {
    const prompt = [newWord(), problem, ...steps].join('\n');
    const { timings } = await wllama.createCompletion({
      prompt,
      max_tokens: 1,
    });
    return timings?.prompt_per_second ?? NaN;
  };
};

/** The engine on a page of its own, with workers that the site never starts. */
import { createEngine } from '../../../src/engine/client.ts';
import type { Engine } from '../../../src/engine/types.ts';

export type HarnessWorker =
  'site' | 'software-gpu' | 'lying-gpu' | 'losing-gpu' | 'dying' | 'watched';

declare global {
  interface Window {
    createTestEngine: (worker: HarnessWorker) => Engine;
  }
}

const workers: Record<Exclude<HarnessWorker, 'site'>, () => Worker> = {
  'software-gpu': () =>
    new Worker(new URL('./software-gpu-worker.ts', import.meta.url), { type: 'module' }),
  'lying-gpu': () =>
    new Worker(new URL('./lying-gpu-worker.ts', import.meta.url), { type: 'module' }),
  'losing-gpu': () =>
    new Worker(new URL('./losing-gpu-worker.ts', import.meta.url), { type: 'module' }),
  watched: () => new Worker(new URL('./watched-worker.ts', import.meta.url), { type: 'module' }),
  dying: () => new Worker(new URL('./dying-worker.ts', import.meta.url), { type: 'module' }),
};

window.createTestEngine = (worker) =>
  worker === 'site' ? createEngine() : createEngine(workers[worker]);

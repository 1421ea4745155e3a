import { toEngineError } from './engine-error.ts';
import { Model, type Surroundings } from './model.ts';
import { stopped } from './stopped-runtime.ts';
import type { Manifest } from '../core/manifest.ts';
import type { EngineState, ScoreInput, ScoreResult, StepScore } from './types.ts';

/** What a callback on the page's side gives in the worker: its message has arrived. */
type Heard = Promise<void> | void;

/**
 * What the client calls in the worker. Everything rejects with plain `EngineErrorData`; what a
 * cancelled call rejects with, nobody hears.
 */
export interface WorkerApi {
  /** `hasGpuStopped`: WebGPU failed in the worker before, so this one is not to try it. */
  load(
    manifestUrl: string,
    onstate: (state: EngineState) => Heard,
    hasGpuStopped?: boolean,
  ): Promise<Manifest>;
  /** `id` names the call for `cancel`; no two calls share one. */
  score(
    id: number,
    input: ScoreInput,
    onprogress: (steps: readonly StepScore[]) => Heard,
  ): Promise<ScoreResult>;
  /** Ends a `score` that waits or runs, before its next run; unknown ids are fine. */
  cancel(id: number): void;
}

/** The worker's side. It holds one model for its lifetime: another one needs another worker. */
export function createWorkerApi(open: () => Promise<Surroundings>): WorkerApi {
  let model: Model | null = null;
  /** The call before, so that calls run one after the other. */
  let turn: Promise<unknown> = Promise.resolve();
  const running = new Map<number, AbortController>();

  return {
    async load(manifestUrl, onstate, hasGpuStopped = false) {
      let heard = Promise.resolve();
      try {
        // A load is cancelled by ending the worker, so nothing ever aborts this signal.
        const { signal } = new AbortController();
        const surroundings = await open();
        const runtimes = surroundings.runtimes.map((runtime) =>
          hasGpuStopped && runtime.backend === 'webgpu' ? stopped(runtime) : runtime,
        );
        const url = new URL(manifestUrl);
        model = await Model.load(url, { ...surroundings, runtimes }, signal, (state) => {
          heard = Promise.resolve(onstate(state));
        });
        // Callbacks have a channel of their own: without this, the answer could overtake `ready`.
        await heard;
        return model.manifest;
      } catch (error) {
        return reject(error);
      }
    },

    async score(id, input, onprogress) {
      const controller = new AbortController();
      running.set(id, controller);
      const before = turn;
      const result = (async () => {
        await before;
        let heard = Promise.resolve();
        if (!model) throw new Error('scoring before loading');
        const scored = await model.score(input, controller.signal, (steps) => {
          heard = Promise.resolve(onprogress(steps));
        });
        await heard;
        return scored;
      })();
      turn = result.catch(() => undefined);
      try {
        return await result;
      } catch (error) {
        return reject(error);
      } finally {
        running.delete(id);
      }
    },

    cancel(id) {
      running.get(id)?.abort();
    },
  };
}

/** A rejection with plain data: what an error class adds to it would be lost on the way. */
function reject(error: unknown): Promise<never> {
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- see above
  return Promise.reject(toEngineError(error).data);
}

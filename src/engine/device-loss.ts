import { EngineError } from './engine-error.ts';
import type { OpenModel } from './runtime.ts';

/** The little of a WebGPU device that is looked at here. */
export interface Device {
  /** Resolves once the device is gone: its driver was restarted, its browser ended it, it was unplugged. */
  readonly lost: Promise<{ readonly reason: string; readonly message: string }>;
}

/**
 * The same model, whose runs reject from the moment on that its device is lost: what a runtime does
 * then differs, and waiting for ever is part of it.
 */
export function rejectingOnceLost(model: OpenModel, { lost }: Device): OpenModel {
  let loss: EngineError | null = null;
  const failing = lost.then(({ reason, message }): never => {
    loss = new EngineError(
      'internal',
      'The graphics processor stopped while the model was scoring.',
      `WebGPU device lost (${reason}): ${message}`,
    );
    throw loss;
  });
  // Whether anybody waits at that moment or not.
  failing.catch(() => undefined);
  return {
    threads: model.threads,
    tokensPerRun: model.tokensPerRun,
    run: async (ids, past) => {
      const result = await Promise.race([model.run(ids, past), failing]);
      if (loss) throw loss;
      return result;
    },
    close: () => model.close(),
  };
}

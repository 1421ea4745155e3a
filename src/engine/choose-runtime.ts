import type { Manifest } from '../core/manifest.ts';
import { EngineError, isAbort, toEngineError } from './engine-error.ts';
import type { ModelFiles } from './model-files.ts';
import type { OpenModel, Runtime } from './runtime.ts';
import { selfTestDifference, toleranceOf } from './self-test.ts';
import type { Backend } from './types.ts';

export interface ChosenRuntime {
  readonly backend: Backend;
  readonly model: OpenModel;
  /** A sentence: which runtime was taken, and why. */
  readonly reason: string;
  /** What went wrong on the way to it, a sentence each. */
  readonly notices: readonly string[];
  readonly milliseconds: { readonly compile: number; readonly test: number };
}

const names: Record<Backend, string> = { webgpu: 'WebGPU', wasm: 'WebAssembly' };

/**
 * The first of `runtimes` that can hold the model, compiles it and passes the self-test. Each is
 * opened with the files that `obtainFor` resolves to. Throws what the last one failed with,
 * `no-backend` when none could even be tried, or what `obtainFor` threw.
 */
export async function chooseRuntime(
  runtimes: readonly Runtime[],
  manifest: Manifest,
  obtainFor: (runtime: Runtime) => Promise<ModelFiles>,
  signal: AbortSignal,
  onstep: (status: 'compiling' | 'testing', backend: Backend) => void,
): Promise<ChosenRuntime> {
  const notices: string[] = [];
  let because: string | null = null;
  let lastError = new EngineError('no-backend', 'This browser offers nothing to run a model on.');
  for (const runtime of runtimes) {
    const { backend } = runtime;
    const obstacle = await runtime.obstacle(manifest);
    signal.throwIfAborted();
    if (obstacle !== null) {
      because = obstacle;
      lastError = new EngineError(lastError.code, lastError.message, obstacle);
      continue;
    }
    const files = await obtainFor(runtime);
    try {
      onstep('compiling', backend);
      const started = performance.now();
      const model = await runtime.open(manifest, files);
      const compiled = performance.now();
      onstep('testing', backend);
      await passSelfTest(backend, model, manifest, signal);
      return {
        backend,
        model,
        reason: reasonFor(backend, model.threads, because),
        notices,
        milliseconds: { compile: compiled - started, test: performance.now() - compiled },
      };
    } catch (error) {
      if (isAbort(error)) throw error;
      lastError = toEngineError(error);
      because = `${names[backend]} ${lastError.code === 'self-test' ? 'computed wrong numbers' : 'failed'}`;
      notices.push(`${names[backend]} was tried and dropped: ${lastError.message}`);
    }
  }
  throw lastError;
}

async function passSelfTest(
  backend: Backend,
  model: OpenModel,
  manifest: Manifest,
  signal: AbortSignal,
): Promise<void> {
  const tolerance = toleranceOf(backend, manifest);
  try {
    const difference = await selfTestDifference(backend, model, manifest, signal);
    // Written so that NaN fails.
    if (difference <= tolerance) return;
    throw new EngineError(
      'self-test',
      'On this machine it computes probabilities that differ from the model’s own.',
      `off by ${difference.toPrecision(3)}, tolerance ${tolerance}`,
    );
  } catch (error) {
    await model.close().catch(() => undefined);
    throw error;
  }
}

function reasonFor(backend: Backend, threads: number, because: string | null): string {
  const count = threads === 1 ? '1 thread' : `${threads} threads`;
  const what = backend === 'webgpu' ? 'WebGPU' : `WebAssembly with ${count}`;
  return because === null ? `Runs on ${what}.` : `Runs on ${what}, since ${because}.`;
}

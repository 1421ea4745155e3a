import type * as Ort from 'onnxruntime-web';
import type { InferenceSession, Tensor } from 'onnxruntime-web';
import type { Manifest } from '../core/manifest.ts';
import { describe, EngineError } from './engine-error.ts';
import { fileAt, type ModelFiles } from './model-files.ts';
import type { Computed, KeyValues, OpenModel } from './runtime.ts';

/** Either build of ONNX Runtime: both export the same names. */
export type OnnxRuntime = typeof Ort;

/** A graph, and the files that it takes its weights from, by the names it has for them. */
export interface OrtGraph {
  readonly graph: Uint8Array<ArrayBuffer>;
  readonly externalData: readonly {
    readonly path: string;
    readonly data: Uint8Array<ArrayBuffer>;
  }[];
}

export interface OrtModelOptions {
  readonly executionProvider: 'webgpu' | 'wasm';
  readonly threads: number;
  readonly tokensPerRun: number;
}

/** The model's own graph with its weights as they were downloaded. */
export function plainGraph({ graph, weights }: Manifest, files: ModelFiles): OrtGraph {
  const externalData = weights.map(({ path }) => ({ path, data: fileAt(path, files) }));
  return { graph: fileAt(graph.path, files), externalData };
}

/** Opens a model in ONNX Runtime. Throws `out-of-memory` or `internal`. */
export async function openOrtModel(
  ort: OnnxRuntime,
  manifest: Manifest,
  { graph, externalData }: OrtGraph,
  options: OrtModelOptions,
): Promise<OpenModel> {
  try {
    const session = await ort.InferenceSession.create(graph, {
      executionProviders: [options.executionProvider],
      externalData,
    });
    return new OrtModel(ort, session, manifest, options);
  } catch (error) {
    throw ortError(error, 'The model could not be prepared.');
  } finally {
    // Compiled by now, and large: no need to hold it twice.
    delete ort.env.wasm.wasmBinary;
  }
}

class OrtModel implements OpenModel {
  readonly threads: number;
  readonly tokensPerRun: number;
  readonly #ort: OnnxRuntime;
  readonly #session: InferenceSession;
  readonly #architecture: Manifest['architecture'];
  readonly #heads: Manifest['heads'];
  readonly #surprise: Manifest['surprise'];

  constructor(
    ort: OnnxRuntime,
    session: InferenceSession,
    { architecture, heads, surprise }: Manifest,
    { threads, tokensPerRun }: OrtModelOptions,
  ) {
    this.threads = threads;
    this.tokensPerRun = tokensPerRun;
    this.#ort = ort;
    this.#session = session;
    this.#architecture = architecture;
    this.#heads = heads;
    this.#surprise = surprise;
  }

  async run(ids: Int32Array, past: KeyValues): Promise<Computed> {
    const { layers, kv_heads, head_dim } = this.#architecture;
    const { prm, orm } = this.#heads;
    const { Tensor } = this.#ort;
    const inputs = {
      ids: new Tensor('int32', ids, [1, ids.length]),
      past: new Tensor('float32', past.data, [layers, 2, 1, kv_heads, past.length, head_dim]),
    };
    let outputs: InferenceSession.ReturnType | undefined;
    try {
      outputs = await this.#session.run(inputs);
      return {
        logits: await floats(outputs, prm.output),
        outcomes: orm ? await floats(outputs, orm.output) : null,
        surprise: this.#surprise ? await floats(outputs, this.#surprise.output) : null,
        present: { length: ids.length, data: await floats(outputs, 'present') },
      };
    } catch (error) {
      throw ortError(error, 'The model failed while it was scoring.');
    } finally {
      const tensors: Tensor[] = [...Object.values(inputs), ...Object.values(outputs ?? {})];
      tensors.forEach((tensor) => tensor.dispose());
    }
  }

  close(): Promise<void> {
    return this.#session.release();
  }
}

async function floats(outputs: InferenceSession.ReturnType, name: string): Promise<Float32Array> {
  const data = await outputs[name]?.getData();
  if (data instanceof Float32Array) return data;
  throw new EngineError('manifest', 'The model’s graph does not fit its manifest.', `no ${name}`);
}

function ortError(thrown: unknown, message: string): EngineError {
  if (thrown instanceof EngineError) return thrown;
  const detail = describe(thrown);
  // A module that cannot allocate throws by several names, and aborts as often as it throws.
  return thrown instanceof RangeError || /memory|bad_alloc|allocat/i.test(detail)
    ? new EngineError('out-of-memory', 'The model does not fit into this device’s memory.', detail)
    : new EngineError('internal', message, detail);
}

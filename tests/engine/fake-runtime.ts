import type { Manifest } from '../../src/core/manifest.ts';
import type { ModelFiles } from '../../src/engine/model-files.ts';
import type { Computed, KeyValues, OpenModel, Runtime } from '../../src/engine/runtime.ts';
import type { Backend } from '../../src/engine/types.ts';
import type { ModelFile } from '../../src/engine/weight-store.ts';

/**
 * A model that is easy to foretell: the logit of a position is the sum of all ids up to it, modulo
 * 7, less 3, and as an ORM the opposite. A token costs a tenth of its id in nats. Its keys and values
 * hold the ids, so that it notices a past that is not the sequence's.
 */
export class FakeModel implements OpenModel {
  readonly threads = 1;
  readonly tokensPerRun: number;
  readonly #shape: Manifest['architecture'];
  readonly #error: number;
  /** The lengths of all runs so far. */
  readonly runs: number[] = [];
  closed = false;

  constructor(shape: Manifest['architecture'], tokensPerRun: number, error = 0) {
    this.#shape = shape;
    this.tokensPerRun = tokensPerRun;
    this.#error = error;
  }

  run(ids: Int32Array, past: KeyValues): Promise<Computed> {
    this.runs.push(ids.length);
    const { layers, kv_heads, head_dim } = this.#shape;
    const rows = layers * 2 * kv_heads;
    const before = Array.from({ length: past.length }, (_, i) => past.data[i * head_dim] as number);
    for (let row = 0; row < rows; row++) {
      before.forEach((id, i) => {
        const held = past.data[(row * past.length + i) * head_dim + head_dim - 1];
        if (held !== id + row) throw new Error(`row ${row} holds ${held} for token ${i}, id ${id}`);
      });
    }
    const data = new Float32Array(rows * ids.length * head_dim);
    for (let row = 0; row < rows; row++) {
      ids.forEach((id, i) => {
        const start = (row * ids.length + i) * head_dim;
        data.fill(id + row, start, start + head_dim);
      });
    }
    const all = [...before, ...ids];
    const logits = Float32Array.from(
      foretold(all).slice(before.length),
      (logit) => logit + this.#error,
    );
    const outcomes = logits.map((logit) => -logit);
    const surprise = Float32Array.from(ids, (_, i) => (ids[i + 1] ?? NaN) / 10);
    const present = { length: ids.length, data };
    return Promise.resolve({ logits, outcomes, surprise, present });
  }

  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }
}

/** The logits that a {@link FakeModel} without an error gives. */
export function foretold(ids: readonly number[]): number[] {
  let sum = 0;
  return ids.map((id) => ((sum += id) % 7) - 3);
}

export interface FakeRuntimeOptions {
  readonly backend: Backend;
  readonly obstacle?: string;
  /** Makes `open` fail. */
  readonly failure?: Error;
  /** Is added to every logit: a driver that computes wrong numbers. */
  readonly error?: number;
  readonly tokensPerRun?: number;
  readonly module?: ModelFile;
}

export class FakeRuntime implements Runtime {
  readonly backend: Backend;
  readonly module: ModelFile | null;
  readonly #options: FakeRuntimeOptions;
  /** The models opened, in order, and what each was opened with. */
  readonly opened: { readonly model: FakeModel; readonly files: ModelFiles }[] = [];

  constructor(options: FakeRuntimeOptions) {
    this.backend = options.backend;
    this.module = options.module ?? null;
    this.#options = options;
  }

  obstacle(): Promise<string | null> {
    return Promise.resolve(this.#options.obstacle ?? null);
  }

  open(manifest: Manifest, files: ModelFiles): Promise<OpenModel> {
    const { failure, error, tokensPerRun = 16 } = this.#options;
    if (failure) return Promise.reject(failure);
    const model = new FakeModel(manifest.architecture, tokensPerRun, error);
    this.opened.push({ model, files });
    return Promise.resolve(model);
  }
}

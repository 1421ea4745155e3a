import type { Manifest } from '../core/manifest.ts';
import type { ModelFiles } from './model-files.ts';
import type { Backend } from './types.ts';
import type { ModelFile } from './weight-store.ts';

/** Keys and values of a sequence's tokens, laid out [layers, 2, 1, kv_heads, length, head_dim]. */
export interface KeyValues {
  readonly length: number;
  readonly data: Float32Array;
}

/** What a run computed, for each of its tokens. */
export interface Computed {
  /** The PRM's logits. */
  readonly logits: Float32Array;
  /** The ORM's logits; null where the model has no such head. */
  readonly outcomes: Float32Array | null;
  /**
   * What the token after each costs the model's language model, in nats, meaningless at the last;
   * null where the model does not tell.
   */
  readonly surprise: Float32Array | null;
  readonly present: KeyValues;
}

/** A way to compute: opens models. The narrow edge behind which tests put a fake. */
export interface Runtime {
  readonly backend: Backend;
  /** Its own module, which `open` finds among the model’s files; null where it needs no download. */
  readonly module: ModelFile | null;
  /** Null when this machine can run the model, else a clause that says why not: "… has no WebGPU". */
  obstacle(manifest: Manifest): Promise<string | null>;
  /** Compiles the model; rejects when it cannot. */
  open(manifest: Manifest, files: ModelFiles): Promise<OpenModel>;
}

/** A compiled model. One run at a time. */
export interface OpenModel {
  readonly threads: number;
  /** How many tokens to give one run: a cancelled call waits for the run that is under way. */
  readonly tokensPerRun: number;
  /** Computes `ids` after the tokens of `past`. */
  run(ids: Int32Array, past: KeyValues): Promise<Computed>;
  close(): Promise<void>;
}

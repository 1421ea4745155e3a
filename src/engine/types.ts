/** What the page and the worker say to each other about models: the engine's public face. */
import type { Manifest } from '../core/manifest.ts';

export type Backend = 'webgpu' | 'wasm';

export type EngineErrorCode =
  | 'network'
  | 'checksum'
  | 'manifest'
  | 'out-of-memory'
  | 'no-backend'
  | 'self-test'
  | 'worker-died'
  | 'quota'
  | 'disposed'
  | 'input'
  | 'internal';

/** An error in the form in which it crosses from the worker; `message` is a sentence for visitors. */
export interface EngineErrorData {
  readonly code: EngineErrorCode;
  readonly message: string;
  /** The technical cause, for a details view or a bug report. */
  readonly detail?: string;
}

/** Where a load stands. Byte counts are of the model's files together. */
export type EngineState =
  | { readonly status: 'idle' }
  | { readonly status: 'checking'; readonly bytesCached: number; readonly bytesTotal: number }
  | {
      readonly status: 'downloading';
      /** Bytes at hand, `fromCache` of them without the network. */
      readonly bytes: number;
      readonly bytesTotal: number;
      readonly fromCache: number;
    }
  | { readonly status: 'compiling'; readonly backend: Backend }
  | { readonly status: 'testing'; readonly backend: Backend }
  | {
      readonly status: 'ready';
      readonly backend: Backend;
      readonly threads: number;
      /** A sentence: which backend runs, and why that one. */
      readonly reason: string;
      /** Sentences about what did not go as planned, in order; empty when all did. */
      readonly notices: readonly string[];
      readonly milliseconds: {
        readonly download: number;
        readonly compile: number;
        readonly test: number;
      };
    }
  | { readonly status: 'failed'; readonly error: EngineErrorData };

/** What is scored: a problem and the steps of a solution, as plain text. */
export interface ScoreInput {
  readonly problem: string;
  readonly steps: readonly string[];
}

/** A token of a step, with the probability that everything up to it is still right. */
export interface TokenScore {
  readonly text: string;
  readonly probability: number;
}

export interface StepScore {
  /** Calibrated probability in [0, 1] that this step and all before it are right. */
  readonly probability: number;
  /** The model's own output behind it, before calibration. */
  readonly logit: number;
  /**
   * How much of the logit is for the step's length and its surprise, mostly negative; null where the
   * model joins none. The rest is its trained head's.
   */
  readonly surprise: number | null;
  /** The step's own tokens in order; their texts joined are the step, trimmed. */
  readonly tokens: readonly TokenScore[];
}

export interface ScoreResult {
  /** Fewer than were asked for where the solution is longer than `limit`. */
  readonly steps: readonly StepScore[];
  /**
   * The ORM's probability in [0, 1] that the solution's answer is right, read at its last step; null
   * where the model has no such head, or the solution is longer than `limit`.
   */
  readonly outcome: number | null;
  /** Tokens of the scored part, template included. */
  readonly tokens: number;
  /** How many of them an earlier call had already computed. */
  readonly reusedTokens: number;
  /** The longest sequence that this model scores, in tokens. */
  readonly limit: number;
  readonly milliseconds: number;
  readonly backend: Backend;
}

export interface LoadOptions {
  readonly signal?: AbortSignal;
  /**
   * Hears where the load stands, and later, if WebGPU fails while it scores, where the move to
   * WebAssembly does: the same states once more.
   */
  readonly onstate?: (state: EngineState) => void;
}

export interface ScoreOptions {
  readonly signal?: AbortSignal;
  /** Called with all steps scored so far, whenever there are more. */
  readonly onprogress?: (steps: readonly StepScore[]) => void;
}

/**
 * A model behind a worker. Calls reject with an `EngineError`, or with a `DOMException` named
 * `AbortError` when their signal, a newer `load` or `dispose` ended them.
 */
export interface Engine {
  /** The loaded model's manifest; null before a load has succeeded, and after one failed. */
  readonly manifest: Manifest | null;
  /** Fetches, checks, compiles and tests a model; replaces the one that was loaded. */
  load(manifestUrl: string, options?: LoadOptions): Promise<Manifest>;
  /**
   * Scores as many whole steps as the model's limit holds; reuses what the last call computed. Where
   * WebGPU fails on the way, scores on WebAssembly instead; `manifest` stays meanwhile.
   */
  score(input: ScoreInput, options?: ScoreOptions): Promise<ScoreResult>;
  /** Removes a model's files from this browser, parts of unfinished downloads too. */
  deleteDownloads(manifestUrl: string): Promise<void>;
  /** The model and what runs it, as far as this browser has them, in one file for another machine. */
  exportModel(manifestUrl: string): Promise<Blob>;
  /** Takes what `exportModel` gave elsewhere, verified by the same hashes as a download. */
  importModel(manifestUrl: string, bundle: Blob): Promise<void>;
  /**
   * How much of a model, and of the runtime that it will most likely run on, is in this browser;
   * fetches no more than the manifest.
   */
  cachedBytes(manifestUrl: string): Promise<{ bytes: number; total: number }>;
  /** Ends the worker; whatever waits is rejected. The engine can load again afterwards. */
  dispose(): void;
}

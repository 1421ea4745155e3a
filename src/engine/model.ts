import { probabilityFromLogit } from '../core/calibration.ts';
import type { Manifest } from '../core/manifest.ts';
import { stepLogits, type TokenOutputs } from '../core/surprise.ts';
import { chooseRuntime } from './choose-runtime.ts';
import { downloadFiles, type Fetch } from './download.ts';
import { describe } from './engine-error.ts';
import { fetchManifest, keepManifest } from './manifest-source.ts';
import { fileAt, modelFiles, type ModelFiles } from './model-files.ts';
import type { OpenModel, Runtime } from './runtime.ts';
import { keepModule } from './runtime-module.ts';
import { SequenceScorer } from './sequence-scorer.ts';
import { Tokenizer } from './tokenizer.ts';
import { tokenSequence, type StepTokens } from './token-sequence.ts';
import type { Backend, EngineState, ScoreInput, ScoreResult, StepScore } from './types.ts';
import type { ModelFile, WeightStore } from './weight-store.ts';

/** What a model is loaded with; the worker, the command line and tests each bring their own. */
export interface Surroundings {
  readonly store: WeightStore;
  readonly fetch: Fetch;
  /** In the order of preference. */
  readonly runtimes: readonly Runtime[];
}

/** A loaded model, wherever it runs. One call at a time. */
export class Model {
  readonly manifest: Manifest;
  readonly #backend: Backend;
  readonly #tokenizer: Tokenizer;
  readonly #scorer: SequenceScorer;

  private constructor(
    manifest: Manifest,
    tokenizer: Tokenizer,
    open: { backend: Backend; model: OpenModel },
  ) {
    this.manifest = manifest;
    this.#tokenizer = tokenizer;
    this.#backend = open.backend;
    this.#scorer = new SequenceScorer(open.model, manifest);
  }

  /**
   * Fetches what is not yet here, verifies it, and opens it on the first runtime that computes
   * rightly. `onstate` hears every state from `checking` to `ready`.
   */
  static async load(
    url: URL,
    { store, fetch, runtimes }: Surroundings,
    signal: AbortSignal,
    onstate: (state: EngineState) => void,
  ): Promise<Model> {
    const manifest = await fetchManifest(url, store, fetch, signal);
    const refused: unknown[] = [];
    let contents: ModelFiles = new Map();
    let download = 0;
    /** Adds files to `contents`, with one progress over all of them. */
    const obtain = async (files: readonly ModelFile[]): Promise<void> => {
      const sizes = await Promise.all(files.map((file) => store.size(file)));
      const bytesTotal = sum(files.map(({ bytes }) => bytes));
      onstate({ status: 'checking', bytesCached: sum(sizes), bytesTotal });
      const started = performance.now();
      const obtained = await downloadFiles(url, files, {
        store,
        fetch,
        signal,
        onprogress: (bytes, fromCache) => {
          onstate({ status: 'downloading', bytes, bytesTotal, fromCache });
        },
        onstorefailure: (cause) => refused.push(cause),
      });
      contents = new Map([...contents, ...obtained]);
      download += performance.now() - started;
    };
    /** The model's files with a runtime's own; what came with an earlier runtime is not read again. */
    const obtainFor = async ({ backend, module }: Runtime): Promise<ModelFiles> => {
      const needed = [...modelFiles(manifest), ...(module ? [module] : [])];
      await obtain(needed.filter(({ path }) => !contents.has(path)));
      const kept = [
        keepManifest(url, manifest, store),
        ...(module ? [keepModule(backend, module, store)] : []),
      ];
      await Promise.all(kept).catch((cause: unknown) => refused.push(cause));
      return contents;
    };

    const chosen = await chooseRuntime(runtimes, manifest, obtainFor, signal, (status, backend) => {
      onstate({ status, backend });
    });
    const model = new Model(
      manifest,
      new Tokenizer(fileAt(manifest.tokenizer.path, contents)),
      chosen,
    );
    onstate({
      status: 'ready',
      backend: chosen.backend,
      threads: chosen.model.threads,
      reason: chosen.reason,
      notices: [...storageNotice(refused), ...chosen.notices],
      milliseconds: { download, ...chosen.milliseconds },
    });
    return model;
  }

  /** Scores the steps that fit; `onprogress` hears all that are known whenever there are more. */
  async score(
    input: ScoreInput,
    signal: AbortSignal,
    onprogress: (steps: readonly StepScore[]) => void,
  ): Promise<ScoreResult> {
    const started = performance.now();
    const sequence = tokenSequence(input, this.#tokenizer, this.manifest);
    const steps: StepScore[] = [];
    const reusedTokens = await this.#scorer.score(sequence.ids, signal, (outputs) => {
      const before = steps.length;
      for (const step of sequence.steps.slice(before)) {
        if (step.mark >= outputs.logits.length) break;
        steps.push(this.#stepScore(sequence.ids, step, outputs));
      }
      if (steps.length > before) onprogress([...steps]);
    });
    return {
      steps,
      outcome: steps.length === input.steps.length ? this.#outcome(sequence.steps.at(-1)) : null,
      tokens: sequence.ids.length,
      reusedTokens,
      limit: this.manifest.max_tokens,
      milliseconds: performance.now() - started,
      backend: this.#backend,
    };
  }

  #outcome(last: StepTokens | undefined): number | null {
    const logit = last ? this.#scorer.outcomeAt(last.mark) : null;
    return logit === null ? null : probabilityFromLogit(logit, 1);
  }

  #stepScore(ids: Int32Array, { start, end, mark }: StepTokens, outputs: TokenOutputs): StepScore {
    const { calibration, surprise } = this.manifest;
    const logits = stepLogits(ids, outputs, { start, end: mark }, surprise);
    const logit = logits.at(-1) as number;
    const texts = this.#tokenizer.texts(Array.from(ids.subarray(start, end)));
    return {
      probability: probabilityFromLogit(logit, calibration.temperature),
      logit,
      surprise: surprise ? logit - (outputs.logits[mark] as number) : null,
      tokens: texts.map((text, i) => ({
        text,
        probability: probabilityFromLogit(logits[i] as number, calibration.temperature),
      })),
    };
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

function storageNotice(refused: readonly unknown[]): string[] {
  if (refused.length === 0) return [];
  return [
    'This browser could not store the model, so the next visit downloads it again ' +
      `(${describe(refused[0])}).`,
  ];
}

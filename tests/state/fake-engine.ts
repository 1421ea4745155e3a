import { EngineError } from '../../src/engine/engine-error.ts';
import type {
  Engine,
  EngineErrorCode,
  LoadOptions,
  ScoreInput,
  ScoreOptions,
  ScoreResult,
  StepScore,
} from '../../src/engine/types.ts';
import type { Manifest } from '../../src/core/manifest.ts';
import { tinyManifest } from '../engine/tiny-model.ts';

/** An engine without a model: a step's score is the number that its text ends in, in hundredths. */
export class FakeEngine implements Engine {
  manifest: Manifest | null = null;
  /** What was asked to be scored, and which of it was cancelled. */
  readonly scored: ScoreInput[] = [];
  readonly cancelled: ScoreInput[] = [];
  loads = 0;
  deleted = 0;
  readonly imported: Blob[] = [];
  /** Steps beyond this many are past the model's limit. */
  reach = Infinity;
  /** What the ORM says of every solution; null for a model without one. */
  outcome: number | null = null;
  failure: EngineErrorCode | null = null;
  /** How long a score takes; what comes too late must not be shown. */
  delay = 0;
  /** What hears of a move to another backend, after a load. */
  tell: LoadOptions['onstate'];

  async load(_: string, { signal, onstate }: LoadOptions = {}): Promise<Manifest> {
    this.loads++;
    this.tell = onstate;
    onstate?.({ status: 'downloading', bytes: 1, bytesTotal: 2, fromCache: 0 });
    await pass(0, signal);
    if (this.failure) throw new EngineError(this.failure, 'It failed.');
    this.manifest = tinyManifest;
    const milliseconds = { download: 1, compile: 1, test: 1 };
    onstate?.({
      status: 'ready',
      backend: 'wasm',
      threads: 1,
      reason: 'Runs here.',
      notices: [],
      milliseconds,
    });
    return tinyManifest;
  }

  async score(input: ScoreInput, options: ScoreOptions = {}): Promise<ScoreResult> {
    this.scored.push(input);
    options.signal?.addEventListener('abort', () => this.cancelled.push(input));
    await pass(this.delay, options.signal);
    if (this.failure) throw new EngineError(this.failure, 'It failed.');
    const steps = input.steps.slice(0, this.reach).map(scoreOf);
    options.onprogress?.(steps.slice(0, 1));
    return {
      steps,
      outcome: this.outcome,
      tokens: 9,
      reusedTokens: 0,
      limit: 1024,
      milliseconds: 5,
      backend: 'wasm',
    };
  }

  deleteDownloads(): Promise<void> {
    this.deleted++;
    return Promise.resolve();
  }

  exportModel(): Promise<Blob> {
    return Promise.resolve(new Blob(['model']));
  }

  importModel(_: string, bundle: Blob): Promise<void> {
    if (this.failure) return Promise.reject(new EngineError(this.failure, 'It failed.'));
    this.imported.push(bundle);
    return Promise.resolve();
  }

  cachedBytes(): Promise<{ bytes: number; total: number }> {
    return Promise.resolve({ bytes: this.imported.length > 0 ? 10 : 0, total: 10 });
  }

  dispose(): void {
    this.manifest = null;
  }
}

function scoreOf(step: string): StepScore {
  const probability = Number(/\d+$/.exec(step)?.[0] ?? 50) / 100;
  const tokens = [{ text: step, probability }];
  return { probability, logit: Math.log(probability / (1 - probability)), surprise: null, tokens };
}

function pass(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      reject(new DOMException('Cancelled.', 'AbortError'));
    });
  });
}

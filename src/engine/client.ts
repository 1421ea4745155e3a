import { proxy, wrap, type Remote } from 'comlink';
import type { Manifest } from '../core/manifest.ts';
import { openStore } from './cache-store.ts';
import { EngineError, toEngineError } from './engine-error.ts';
import { fetchManifest } from './manifest-source.ts';
import { MemoryStore } from './memory-store.ts';
import { modelFiles } from './model-files.ts';
import { runtimeFiles } from './runtime-files.ts';
import { moduleKey } from './runtime-module.ts';
import type {
  Engine,
  EngineState,
  LoadOptions,
  ScoreInput,
  ScoreOptions,
  ScoreResult,
  StepScore,
} from './types.ts';
import type { ModelFile, WeightStore } from './weight-store.ts';
import type { WorkerApi } from './worker-api.ts';

/** An engine in a worker of its own; nothing is started or fetched before the first call. */
export function createEngine(startWorker: () => Worker = startEngineWorker): Engine {
  return new EngineClient(startWorker);
}

function startEngineWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'engine' });
}

class EngineClient implements Engine {
  readonly #startWorker: () => Worker;
  #session: WorkerSession | null = null;
  #manifest: Manifest | null = null;
  #lastCall = 0;

  constructor(startWorker: () => Worker) {
    this.#startWorker = startWorker;
  }

  get manifest(): Manifest | null {
    return this.#manifest;
  }

  async load(manifestUrl: string, { signal, onstate }: LoadOptions = {}): Promise<Manifest> {
    signal?.throwIfAborted();
    this.#end(abortError('A newer load replaced this one.'));
    const session = new WorkerSession(this.#startWorker());
    this.#session = session;
    const report = (state: EngineState) => {
      // What a worker said just before it was ended must not follow the news of its end.
      if (this.#session === session) onstate?.(state);
    };
    // A load is cancelled by ending its worker: what has arrived by then is kept in parts.
    const abort = () => {
      session.end(signal?.reason);
    };
    signal?.addEventListener('abort', abort);
    try {
      const url = absolute(manifestUrl);
      const manifest = await session.call((api) => api.load(url, proxy(report)));
      this.#manifest = manifest;
      return manifest;
    } catch (error) {
      if (this.#session === session) {
        onstate?.(signal?.aborted ? { status: 'idle' } : failedState(error));
        this.#end(error);
      }
      throw error;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  async score(input: ScoreInput, { signal, onprogress }: ScoreOptions = {}): Promise<ScoreResult> {
    signal?.throwIfAborted();
    const session = this.#session;
    if (!session || !this.#manifest) {
      throw new EngineError('input', 'Load a model before scoring with it.');
    }
    const id = ++this.#lastCall;
    const report = (steps: readonly StepScore[]) => {
      if (!signal?.aborted) onprogress?.(steps);
    };
    try {
      const scored = session.call((api) => api.score(id, { ...input }, proxy(report)));
      // The worker hears of a cancellation after its present run; whoever waits need not.
      return await unlessAborted(scored, signal, () => session.notify((api) => api.cancel(id)));
    } catch (error) {
      // A runtime that failed once is in an unknown state: the next load starts a fresh one.
      if (!signal?.aborted && this.#session === session) this.#end(error);
      throw error;
    }
  }

  async deleteDownloads(manifestUrl: string): Promise<void> {
    const { url, store, manifest } = await publishedModel(manifestUrl);
    const files = [...modelFiles(manifest), ...modules];
    await Promise.all(files.map((file) => store.delete(file)));
    await Promise.all([url.href, ...backends.map(moduleKey)].map((key) => store.deleteText(key)));
  }

  async exportModel(manifestUrl: string): Promise<Blob> {
    const { store, manifest } = await publishedModel(manifestUrl);
    const { writeBundle } = await import('./model-bundle.ts');
    const name = `${manifest.id}@${manifest.version}`;
    return writeBundle(name, [...modelFiles(manifest), ...modules], store);
  }

  async importModel(manifestUrl: string, bundle: Blob): Promise<void> {
    const { store, manifest } = await publishedModel(manifestUrl);
    if (store instanceof MemoryStore) {
      throw new EngineError(
        'quota',
        'This browser keeps no files for this page. Open the site over https, outside of private browsing.',
      );
    }
    const { readBundle, storeBundle } = await import('./model-bundle.ts');
    await storeBundle(await readBundle(bundle), modelFiles(manifest), modules, store);
  }

  async cachedBytes(manifestUrl: string): Promise<{ bytes: number; total: number }> {
    const { store, manifest } = await publishedModel(manifestUrl);
    const files = [...modelFiles(manifest), ...(await likelyModules(store))];
    const sizes = await Promise.all(files.map((file) => store.size(file)));
    return {
      bytes: sizes.reduce((total, size) => total + size, 0),
      total: files.reduce((total, { bytes }) => total + bytes, 0),
    };
  }

  dispose(): void {
    this.#end(abortError('The engine was disposed of.'));
  }

  #end(reason: unknown): void {
    this.#session?.end(reason);
    this.#session = null;
    this.#manifest = null;
  }
}

/** A worker, and the calls that wait for it: when it ends, for whatever reason, they all reject. */
class WorkerSession {
  readonly #worker: Worker;
  readonly #api: Remote<WorkerApi>;
  readonly #ending = new AbortController();

  constructor(worker: Worker) {
    this.#worker = worker;
    this.#api = wrap<WorkerApi>(worker);
    const died = (event: Event) => {
      const detail = (event as ErrorEvent).message ?? event.type;
      this.end(
        new EngineError('worker-died', 'The engine stopped. Load the model once more.', detail),
      );
    };
    worker.addEventListener('error', died);
    worker.addEventListener('messageerror', died);
  }

  /** The worker's answer, its error as an `EngineError`, or the reason why the worker ended. */
  async call<T>(request: (api: Remote<WorkerApi>) => Promise<T>): Promise<T> {
    const answer = request(this.#api).catch((error: unknown) => {
      throw toEngineError(error);
    });
    return unlessAborted(answer, this.#ending.signal);
  }

  /** A request whose answer does not matter. */
  notify(request: (api: Remote<WorkerApi>) => Promise<unknown>): void {
    request(this.#api).catch(() => undefined);
  }

  /** Ends the worker; the first reason given is the one that its calls reject with. */
  end(reason: unknown): void {
    this.#ending.abort(reason);
    this.#worker.terminate();
  }
}

/** What `promise` settles to, or a rejection with the signal's reason, whichever comes first. */
async function unlessAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
  onabort?: () => void,
): Promise<T> {
  if (!signal) return promise;
  let abort: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => {
      onabort?.();
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whoever aborts chooses the reason
      reject(signal.reason);
    };
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

const backends = ['webgpu', 'wasm'] as const;

/** The runtimes' own modules, whichever of them this browser uses. */
const modules = backends.map((backend) => runtimeFiles[backend].module);

/**
 * The modules of the runtimes that a model ran on here, or of the one that it will most likely run
 * on: to find out for sure would wake the graphics processor.
 */
async function likelyModules(store: WeightStore): Promise<readonly ModelFile[]> {
  const known = await Promise.all(backends.map((backend) => store.readText(moduleKey(backend))));
  const used = modules.filter((_, i) => known[i] !== null);
  if (used.length > 0) return used;
  return [runtimeFiles['gpu' in navigator ? 'webgpu' : 'wasm'].module];
}

/** A model that the site publishes, as its manifest says at present, and where it is kept. */
async function publishedModel(
  manifestUrl: string,
): Promise<{ url: URL; store: WeightStore; manifest: Manifest }> {
  const store = await openStore();
  const url = new URL(absolute(manifestUrl));
  const manifest = await fetchManifest(url, store, (...request) => fetch(...request));
  return { url, store, manifest };
}

function absolute(url: string): string {
  return new URL(url, document.baseURI).href;
}

function abortError(message: string): DOMException {
  return new DOMException(message, 'AbortError');
}

function failedState(error: unknown): EngineState {
  return { status: 'failed', error: toEngineError(error).data };
}

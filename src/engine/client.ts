import type { ProxyMarked, Remote } from 'comlink';
import type { Manifest } from '../core/manifest.ts';
import { openStore } from './cache-store.ts';
import { describe, EngineError, isAbort, toEngineError } from './engine-error.ts';
import { fetchManifest } from './manifest-source.ts';
import { MemoryStore } from './memory-store.ts';
import { modelFiles } from './model-files.ts';
import { runtimeFiles } from './runtime-files.ts';
import { moduleKey } from './runtime-module.ts';
import type {
  Backend,
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

/** What a worker is started for. */
interface Order {
  readonly manifestUrl: string;
  readonly onstate: LoadOptions['onstate'];
  /** Whether WebGPU failed in the worker before. */
  readonly hasGpuStopped: boolean;
}

class EngineClient implements Engine {
  readonly #startWorker: () => Worker;
  #session: WorkerSession | null = null;
  #manifest: Manifest | null = null;
  #lastCall = 0;
  /** The move from a graphics processor that failed; whoever scores meanwhile waits for it. */
  #move: Promise<unknown> | null = null;

  constructor(startWorker: () => Worker) {
    this.#startWorker = startWorker;
  }

  get manifest(): Manifest | null {
    return this.#manifest;
  }

  async load(manifestUrl: string, { signal, onstate }: LoadOptions = {}): Promise<Manifest> {
    signal?.throwIfAborted();
    this.#end(abortError('A newer load replaced this one.'));
    return this.#open({ manifestUrl, onstate, hasGpuStopped: false }, signal);
  }

  async #open(order: Order, signal?: AbortSignal): Promise<Manifest> {
    const { manifestUrl, onstate, hasGpuStopped } = order;
    const session = new WorkerSession(this.#startWorker(), order);
    this.#session = session;
    const report = (state: EngineState) => {
      // What a worker said just before it was ended must not follow the news of its end.
      if (this.#session !== session) return;
      if (state.status === 'ready') session.backend = state.backend;
      onstate?.(state);
    };
    // A load is cancelled by ending its worker: what has arrived by then is kept in parts.
    const abort = () => {
      session.end(signal?.reason);
    };
    signal?.addEventListener('abort', abort);
    try {
      const url = absolute(manifestUrl);
      const manifest = await session.call(({ api, proxy }) =>
        api.load(url, proxy(report), hasGpuStopped),
      );
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

  async score(input: ScoreInput, options: ScoreOptions = {}): Promise<ScoreResult> {
    const { signal, onprogress } = options;
    signal?.throwIfAborted();
    if (this.#move) await unlessAborted(this.#move, signal);
    const session = this.#session;
    if (!session || !this.#manifest) {
      throw new EngineError('input', 'Load a model before scoring with it.');
    }
    const id = ++this.#lastCall;
    const report = (steps: readonly StepScore[]) => {
      if (!signal?.aborted) onprogress?.(steps);
    };
    try {
      const scored = session.call(({ api, proxy }) => api.score(id, { ...input }, proxy(report)));
      // The worker hears of a cancellation after its present run; whoever waits need not.
      return await unlessAborted(scored, signal, () => session.notify(({ api }) => api.cancel(id)));
    } catch (error) {
      if (signal?.aborted || isAbort(error)) throw error;
      if (session.hasGpuFailed(error)) {
        if (this.#session === session) this.#move = this.#leaveGpu(session, error);
        await unlessAborted(this.#move ?? Promise.resolve(), signal);
        return this.score(input, options);
      }
      // A runtime that failed once is in an unknown state: the next load starts a fresh one.
      if (this.#session === session) this.#end(error);
      throw error;
    }
  }

  /** Loads the model once more in a fresh worker that computes without the graphics processor. */
  async #leaveGpu(session: WorkerSession, error: unknown): Promise<void> {
    session.end(error);
    try {
      await this.#open({ ...session.order, hasGpuStopped: true });
    } finally {
      this.#move = null;
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

/** What speaks to a worker. */
interface Line {
  readonly api: Remote<WorkerApi>;
  /** Marks a function as one that stays on this side, to be called from the worker. */
  readonly proxy: <T extends object>(value: T) => T & ProxyMarked;
}

/** Fetched with the first worker, because most visitors start none. */
async function openLine(worker: Worker): Promise<Line> {
  try {
    const { proxy, wrap } = await import('comlink');
    return { api: wrap<WorkerApi>(worker), proxy };
  } catch (error) {
    const message = 'The engine could not be fetched. Try again when you are online.';
    throw new EngineError('network', message, describe(error));
  }
}

/** A worker, and the calls that wait for it: when it ends, for whatever reason, they all reject. */
class WorkerSession {
  readonly #worker: Worker;
  readonly #line: Promise<Line>;
  readonly #ending = new AbortController();
  readonly order: Order;
  /** What the model runs on, once it does. */
  backend: Backend | null = null;

  constructor(worker: Worker, order: Order) {
    this.#worker = worker;
    this.order = order;
    this.#line = openLine(worker);
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
  async call<T>(request: (line: Line) => Promise<T>): Promise<T> {
    const answer = this.#line.then(request).catch((error: unknown) => {
      throw toEngineError(error);
    });
    return unlessAborted(answer, this.#ending.signal);
  }

  /** Whether a call failed because of the graphics processor, so that it may work without one. */
  hasGpuFailed(error: unknown): boolean {
    const { code } = toEngineError(error);
    return this.backend === 'webgpu' && (code === 'internal' || code === 'out-of-memory');
  }

  /** A request whose answer does not matter. */
  notify(request: (line: Line) => Promise<unknown>): void {
    this.#line.then(request).catch(() => undefined);
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

import type { Manifest } from '../core/manifest.ts';
import { isAbort, toEngineError } from '../engine/engine-error.ts';
import type { Engine, EngineErrorData, EngineState } from '../engine/types.ts';
import type { Listing } from './catalogue.ts';

/** How much of the model is in this browser. */
export interface Downloaded {
  readonly bytes: number;
  readonly total: number;
}

/** The model that judges: what the site publishes, how far its load is, and the visitor's wishes. */
export class Model {
  readonly engine: Engine;
  #listing = $state.raw<Listing | null>(null);
  #discovery = $state<'looking' | 'found' | 'none' | 'failed'>('looking');
  #state = $state.raw<EngineState>({ status: 'idle' });
  #downloaded = $state.raw<Downloaded | null>(null);
  #declined = $state(false);
  #loading: AbortController | null = null;

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** Known as soon as the site's catalogue is read, long before the model itself is there. */
  get manifest(): Manifest | null {
    return this.#listing?.manifest ?? null;
  }

  get discovery(): 'looking' | 'found' | 'none' | 'failed' {
    return this.#discovery;
  }

  get state(): EngineState {
    return this.#state;
  }

  /** Null until it is known. */
  get downloaded(): Downloaded | null {
    return this.#downloaded;
  }

  /** True after the visitor cancelled a download: from then on only the button starts another. */
  get declined(): boolean {
    return this.#declined;
  }

  get isReady(): boolean {
    return this.#state.status === 'ready';
  }

  /** The size of what a visitor downloads. */
  get bytes(): number {
    const manifest = this.manifest;
    if (!manifest) return 0;
    const weights = manifest.weights.reduce((sum, file) => sum + file.bytes, 0);
    return manifest.graph.bytes + manifest.tokenizer.bytes + weights;
  }

  /** Learns which model the site publishes, and whether this browser already has it. */
  async discover(find: () => Promise<Listing | null>): Promise<void> {
    try {
      this.#listing = await find();
      this.#discovery = this.#listing ? 'found' : 'none';
    } catch {
      this.#discovery = 'failed';
    }
    await this.#measure();
  }

  /**
   * Loads the model if an edit or a paste needs it, unless the visitor declined the download;
   * resolves to whether this call made it ready.
   */
  async want(): Promise<boolean> {
    return !this.#declined && this.#state.status === 'idle' && this.load();
  }

  /** Loads the model; resolves to whether it is ready. One load at a time. */
  async load(): Promise<boolean> {
    const listing = this.#listing;
    if (!listing || this.#loading) return false;
    const loading = new AbortController();
    this.#loading = loading;
    this.#declined = false;
    this.#state = { status: 'checking', bytesCached: 0, bytesTotal: this.bytes };
    try {
      await this.engine.load(listing.url, {
        signal: loading.signal,
        onstate: (state) => {
          if (this.#loading === loading) this.#state = state;
        },
      });
    } catch (thrown) {
      if (this.#loading === loading) {
        this.#state = isAbort(thrown)
          ? { status: 'idle' }
          : { status: 'failed', error: toEngineError(thrown).data };
      }
    } finally {
      if (this.#loading === loading) this.#loading = null;
    }
    await this.#measure();
    return this.isReady;
  }

  /** Stops a load; what was downloaded so far is kept for the next one. */
  cancel(): void {
    const loading = this.#loading;
    this.#loading = null;
    this.#declined = true;
    this.#state = { status: 'idle' };
    loading?.abort();
  }

  /** Frees the model's memory and removes its files from this browser. */
  async deleteDownload(): Promise<void> {
    const listing = this.#listing;
    if (!listing) return;
    this.cancel();
    this.engine.dispose();
    await this.engine.deleteDownloads(listing.url);
    await this.#measure();
  }

  /** A failed score may have cost the engine its worker; then the model must be loaded again. */
  noteFailure(error: EngineErrorData): void {
    if (this.engine.manifest === null) this.#state = { status: 'failed', error };
  }

  async #measure(): Promise<void> {
    const listing = this.#listing;
    if (!listing) return;
    try {
      this.#downloaded = await this.engine.cachedBytes(listing.url);
    } catch {
      // Not knowing only costs a line of text.
      this.#downloaded = null;
    }
  }
}

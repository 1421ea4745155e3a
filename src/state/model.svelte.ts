import { ContractError } from '../core/contract-error.ts';
import type { Manifest } from '../core/manifest.ts';
import { isAbort, toEngineError } from '../engine/engine-error.ts';
import type { Engine, EngineErrorData, EngineState } from '../engine/types.ts';
import type { Listing } from './catalogue.ts';

/** How much of the model is in this browser. */
export interface Downloaded {
  readonly bytes: number;
  readonly total: number;
}

/** Where the handing round of the model as a file stands. */
export type HandRound =
  | { readonly kind: 'idle' | 'busy' | 'done' }
  | { readonly kind: 'failed'; readonly error: EngineErrorData };

/** A model as a file to be saved. */
export interface SavedModel {
  readonly name: string;
  readonly content: Blob;
}

/** The model that judges: what the site publishes, how far its load is, and the visitor's wishes. */
export class Model {
  readonly engine: Engine;
  readonly #isThrifty: () => boolean;
  #listing = $state.raw<Listing | null>(null);
  #discovery = $state<'looking' | 'found' | 'none' | 'failed'>('looking');
  #fault = $state<string | null>(null);
  #state = $state.raw<EngineState>({ status: 'idle' });
  #downloaded = $state.raw<Downloaded | null>(null);
  #declined = $state(false);
  #isAsked = $state(false);
  #handRound = $state.raw<HandRound>({ kind: 'idle' });
  /** Settles once it is known what the site publishes. */
  #discovered: Promise<void> = Promise.resolve();
  #loading: AbortController | null = null;
  /** The load whose engine is on show: it may yet tell of a move to another backend. */
  #loaded: AbortController | null = null;

  /** `isThrifty` tells whether downloads are to be asked for first, as on a metered connection. */
  constructor(engine: Engine, isThrifty: () => boolean) {
    this.engine = engine;
    this.#isThrifty = isThrifty;
  }

  /** Known as soon as the site's catalogue is read, long before the model itself is there. */
  get manifest(): Manifest | null {
    return this.#listing?.manifest ?? null;
  }

  get discovery(): 'looking' | 'found' | 'none' | 'failed' {
    return this.#discovery;
  }

  /** What is wrong with the model's description, in English; null where it only did not arrive. */
  get fault(): string | null {
    return this.#fault;
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

  /** True once an edit wanted a model that the visitor's connection makes dear: the button decides. */
  get isAsked(): boolean {
    return this.#isAsked;
  }

  /** True when all of the model, and what runs it, is in this browser. */
  get isDownloaded(): boolean {
    const { bytes, total } = this.#downloaded ?? { bytes: 0, total: 0 };
    return total > 0 && bytes >= total;
  }

  /** Where the handing round of the model as a file stands. */
  get handRound(): HandRound {
    return this.#handRound;
  }

  /** True when it can be asked, which includes that it moves to another backend and answers later. */
  get isReady(): boolean {
    const isLoaded = this.#loaded !== null && this.engine.manifest !== null;
    return this.#state.status === 'ready' || (isLoaded && this.#state.status !== 'failed');
  }

  /** The size of all that a visitor downloads: the model, and once it is known, what runs it. */
  get downloadBytes(): number {
    return this.#downloaded?.total ?? this.bytes;
  }

  /** The size of the model alone. */
  get bytes(): number {
    const manifest = this.manifest;
    if (!manifest) return 0;
    const weights = manifest.weights.reduce((sum, file) => sum + file.bytes, 0);
    return manifest.graph.bytes + manifest.tokenizer.bytes + weights;
  }

  /** Learns which model the site publishes, and whether this browser already has it. */
  discover(find: () => Promise<Listing | null>): Promise<void> {
    this.#discovered = this.#discover(find);
    return this.#discovered;
  }

  async #discover(find: () => Promise<Listing | null>): Promise<void> {
    try {
      this.#listing = await find();
      this.#discovery = this.#listing ? 'found' : 'none';
    } catch (error) {
      this.#discovery = 'failed';
      this.#fault = error instanceof ContractError ? error.message : null;
    }
    await this.#measure();
  }

  /**
   * Loads the model if an edit or a paste needs it, unless the visitor declined the download or is
   * to be asked first; resolves to whether this call made it ready.
   */
  async want(): Promise<boolean> {
    // On a slow link, visitors are quicker than the description of the model.
    if (this.#discovery === 'looking') await this.#discovered;
    if (this.#declined || this.#state.status !== 'idle') return false;
    this.#isAsked = this.#isThrifty() && !this.isDownloaded;
    return !this.#isAsked && this.load();
  }

  /** Loads the model; resolves to whether it is ready. One load at a time. */
  async load(): Promise<boolean> {
    const listing = this.#listing;
    if (!listing || this.#loading) return false;
    const loading = new AbortController();
    this.#loading = loading;
    this.#loaded = loading;
    this.#declined = false;
    this.#isAsked = false;
    this.#handRound = { kind: 'idle' };
    this.#state = { status: 'checking', bytesCached: 0, bytesTotal: this.bytes };
    try {
      await this.engine.load(listing.url, {
        signal: loading.signal,
        onstate: (state) => {
          if (this.#loaded === loading) this.#state = state;
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
    this.#loaded = null;
    this.#declined = true;
    this.#state = { status: 'idle' };
    if (loading) loading.abort();
    else this.engine.dispose();
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

  /** The model as one file for other machines; null when it can't be had, which `handRound` explains. */
  async save(): Promise<SavedModel | null> {
    const listing = this.#listing;
    if (!listing) return null;
    const { id, version } = listing.manifest;
    const content = await this.#handing(() => this.engine.exportModel(listing.url));
    return content && { name: `${id}-${version}.stepwise-model`, content };
  }

  /** Takes the model from a file that another machine saved; resolves to whether it is here now. */
  async take(file: Blob): Promise<boolean> {
    const listing = this.#listing;
    if (!listing) return false;
    const taken = await this.#handing(async () => {
      await this.engine.importModel(listing.url, file);
      return true;
    });
    await this.#measure();
    return taken ?? false;
  }

  async #handing<T>(work: () => Promise<T>): Promise<T | null> {
    this.#handRound = { kind: 'busy' };
    try {
      const result = await work();
      this.#handRound = { kind: 'done' };
      return result;
    } catch (thrown) {
      this.#handRound = { kind: 'failed', error: toEngineError(thrown).data };
      return null;
    }
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

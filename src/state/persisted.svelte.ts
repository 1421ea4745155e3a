/** What a {@link Persisted} value needs of `localStorage`. */
export type KeyValueStorage = Pick<Storage, 'getItem' | 'setItem'>;

const writeDelay = 300;

/**
 * A value that outlives the page. Writes are gathered for a moment, because typing changes the
 * value faster than storage should be written; `flush` writes at once, before the page goes.
 */
export class Persisted<T> {
  readonly #storage: KeyValueStorage | null;
  readonly #key: string;
  #value: T = $state.raw() as T;
  #lost = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `parse` makes a valid value of whatever was stored: null, an older shape, someone's edits. */
  constructor(storage: KeyValueStorage | null, key: string, parse: (stored: unknown) => T) {
    this.#storage = storage;
    this.#key = key;
    this.#value = parse(read(storage, key));
  }

  get value(): T {
    return this.#value;
  }

  set value(value: T) {
    this.#value = value;
    this.#timer ??= setTimeout(() => this.flush(), writeDelay);
  }

  /** True once a write was refused (storage full, or forbidden): the value will not outlive the page. */
  get lost(): boolean {
    return this.#lost;
  }

  /** Writes what is still waiting to be written. */
  flush(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    try {
      if (!this.#storage) throw new Error('There is no storage.');
      this.#storage.setItem(this.#key, JSON.stringify(this.#value));
      this.#lost = false;
    } catch {
      this.#lost = true;
    }
  }
}

function read(storage: KeyValueStorage | null, key: string): unknown {
  try {
    return JSON.parse(storage?.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

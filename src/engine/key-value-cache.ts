import type { KeyValues } from './runtime.ts';

/** The keys and values of the tokens computed so far, to be continued or cut back. */
export class KeyValueCache {
  /** Rows of the layout, one for each layer, key or value, and head. */
  readonly #rows: number;
  readonly #rowWidth: number;
  readonly #capacity: number;
  /** Each row has room for `capacity` tokens; allocated with the first token. */
  #data: Float32Array | null = null;
  #length = 0;

  constructor(shape: { layers: number; kv_heads: number; head_dim: number }, capacity: number) {
    this.#rows = shape.layers * 2 * shape.kv_heads;
    this.#rowWidth = shape.head_dim;
    this.#capacity = capacity;
  }

  /** How many tokens are held. */
  get length(): number {
    return this.#length;
  }

  /** Forgets all but the first `length` tokens; nothing when fewer are held. */
  truncate(length: number): void {
    this.#length = Math.min(this.#length, length);
  }

  /** Adds the tokens that follow on those held. Throws when they do not fit. */
  append({ length, data }: KeyValues): void {
    if (this.#length + length > this.#capacity) {
      throw new RangeError(`${this.#length} + ${length} tokens exceed ${this.#capacity}`);
    }
    this.#data ??= new Float32Array(this.#rows * this.#capacity * this.#rowWidth);
    const added = length * this.#rowWidth;
    for (let row = 0; row < this.#rows; row++) {
      const start = (row * this.#capacity + this.#length) * this.#rowWidth;
      this.#data.set(data.subarray(row * added, (row + 1) * added), start);
    }
    this.#length += length;
  }

  /** A copy of what is held, without gaps: the form in which a model takes it. */
  past(): KeyValues {
    const held = this.#length * this.#rowWidth;
    const data = new Float32Array(this.#rows * held);
    for (let row = 0; this.#data && row < this.#rows; row++) {
      const start = row * this.#capacity * this.#rowWidth;
      data.set(this.#data.subarray(start, start + held), row * held);
    }
    return { length: this.#length, data };
  }
}

const WORD_BITS = 32;
const DIGIT_BITS = 8;
const DIGIT_VALUES = 2 ** DIGIT_BITS;
const DIGIT_MASK = DIGIT_VALUES - 1;

/**
 * Puts many lists of scores in order, one after the other in the same memory: a radix sort, which
 * takes the same few steps a score however the scores lie. A pool has thousands of such lists, and
 * a sort that compares takes three times as long.
 */
export class ScoreOrder {
  /** The scores that {@link sort} puts in order; written by the caller, none of them NaN. */
  readonly scores: Float64Array;
  /** The same memory, two words a score; the lower one comes first on every platform of the web. */
  readonly #words: Uint32Array;
  readonly #keys: Uint32Array;
  readonly #counts = new Int32Array(DIGIT_VALUES);
  #order: Int32Array;
  #spare: Int32Array;

  /** For lists of up to `size` scores. */
  constructor(size: number) {
    this.scores = new Float64Array(size);
    this.#words = new Uint32Array(this.scores.buffer);
    this.#keys = new Uint32Array(size);
    this.#order = new Int32Array(size);
    this.#spare = new Int32Array(size);
  }

  /** The places of the first `count` scores, from the lowest score up. Valid until the next call. */
  sort(count: number): Int32Array {
    this.#reset(count);
    this.#sortByWord(1, count);
    // The upper word holds sign, exponent and 20 bits of the fraction: few scores differ only below.
    if (!this.#settle(count)) {
      this.#reset(count);
      this.#sortByWord(0, count);
      this.#sortByWord(1, count);
    }
    return this.#order.subarray(0, count);
  }

  #reset(count: number): void {
    for (let place = 0; place < count; place++) this.#order[place] = place;
  }

  /** Sorts the present order by one word of the scores, keeping it where that word is equal. */
  #sortByWord(word: 0 | 1, count: number): void {
    const [words, keys] = [this.#words, this.#keys];
    for (let place = 0; place < count; place++) {
      // Negative numbers are the larger, the less their bits say: those are turned round, and the
      // others put above them.
      const sign = (words[2 * place + 1] ?? 0) >> (WORD_BITS - 1);
      const turn = word === 1 ? sign | 0x80000000 : sign;
      keys[place] = (words[2 * place + word] ?? 0) ^ turn;
    }
    for (let shift = 0; shift < WORD_BITS; shift += DIGIT_BITS) this.#sortByDigit(shift, count);
  }

  #sortByDigit(shift: number, count: number): void {
    const [keys, order, spare] = [this.#keys, this.#order, this.#spare];
    const counts = this.#counts.fill(0);
    for (let place = 0; place < count; place++) {
      const digit = ((keys[place] ?? 0) >>> shift) & DIGIT_MASK;
      counts[digit] = (counts[digit] ?? 0) + 1;
    }
    if (counts[((keys[0] ?? 0) >>> shift) & DIGIT_MASK] === count) return;
    // From counts to the place where each digit's samples begin.
    for (let digit = 0, next = 0; digit < DIGIT_VALUES; digit++) {
      const many = counts[digit] ?? 0;
      counts[digit] = next;
      next += many;
    }
    for (let i = 0; i < count; i++) {
      const place = order[i] ?? 0;
      const digit = ((keys[place] ?? 0) >>> shift) & DIGIT_MASK;
      const at = counts[digit] ?? 0;
      counts[digit] = at + 1;
      spare[at] = place;
    }
    this.#order = spare;
    this.#spare = order;
  }

  /** Insertion, for an order that is nearly right; false where it is not, and too much was to be moved. */
  #settle(count: number): boolean {
    const [scores, order] = [this.scores, this.#order];
    let moves = 0;
    for (let i = 1; i < count; i++) {
      const place = order[i] ?? 0;
      const score = scores[place] ?? 0;
      let at = i;
      for (; at > 0 && (scores[order[at - 1] ?? 0] ?? 0) > score; at--) {
        order[at] = order[at - 1] ?? 0;
        if (++moves > count) return false;
      }
      order[at] = place;
    }
    return true;
  }
}

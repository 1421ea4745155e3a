import * as v from 'valibot';
import { parseContract } from '../core/parse-contract.ts';

const offset = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 30));
const size = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 20));
const place = v.object({ path: v.string(), offset });

const schema = v.object({
  path: v.string(),
  bytes: offset,
  matrices: v.array(
    v.object({
      columns: size,
      codes_offset: offset,
      scales_offset: offset,
      parts: v.array(
        v.object({
          rows: size,
          block: v.pipe(size, v.multipleOf(2)),
          codes: place,
          scales: place,
          zeros: place,
        }),
      ),
    }),
  ),
});

/** Which 4-bit matrices of a model's files make up which 8-bit ones, and where those go. */
export type Unpacking = v.InferOutput<typeof schema>;
type Matrix = Unpacking['matrices'][number];
type Part = Matrix['parts'][number];

/** `json` as a table of matrices; throws a `ContractError` that names the field at fault. */
export function parseUnpacking(json: unknown): Unpacking {
  return parseContract(schema, json, 'unpacking');
}

/**
 * The 8-bit weights that a model's graph for WebAssembly computes with, rounded from its 4-bit ones:
 * [columns, rows] int8, and for each row a float32 scale, its largest weight / 127. `files` holds
 * the bytes of every path that the table names.
 */
export function unpackInt8(
  unpacking: Unpacking,
  files: ReadonlyMap<string, Uint8Array>,
): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(unpacking.bytes);
  for (const matrix of unpacking.matrices) unpackMatrix(matrix, files, out);
  return out;
}

/** Rows at a time: their columns fill whole cache lines of the result, which is transposed. */
const tileRows = 64;

function unpackMatrix(
  { columns, parts, codes_offset, scales_offset }: Matrix,
  files: ReadonlyMap<string, Uint8Array>,
  out: Uint8Array<ArrayBuffer>,
): void {
  const allRows = parts.reduce((sum, { rows }) => sum + rows, 0);
  const scales = new DataView(out.buffer, scales_offset, 4 * allRows);
  const tile = new Int8Array(tileRows * columns);
  let done = 0;
  for (const part of parts) {
    const reader = new RowReader(part, columns, files);
    for (let row = 0; row < part.rows; row += tileRows) {
      const count = Math.min(tileRows, part.rows - row);
      for (let r = 0; r < count; r++) {
        const scale = reader.roundRow(row + r, tile.subarray(r * columns, (r + 1) * columns));
        scales.setFloat32(4 * (done + r), scale, true);
      }
      for (let column = 0; column < columns; column++) {
        const start = codes_offset + column * allRows + done;
        for (let r = 0; r < count; r++) out[start + r] = tile[r * columns + column] as number;
      }
      done += count;
    }
  }
}

/**
 * Reads the rows of a 4-bit matrix: weight = (code − zero of its block) × scale of its block. Blocks
 * are of even length, and scales are not negative.
 */
class RowReader {
  readonly #columns: number;
  readonly #block: number;
  readonly #codes: Uint8Array;
  readonly #zeros: Uint8Array;
  readonly #scales: DataView;
  /** What each code of the present block rounds to: sixteen roundings serve all of its weights. */
  readonly #rounded = new Int8Array(16);

  constructor(part: Part, columns: number, files: ReadonlyMap<string, Uint8Array>) {
    const bytesAt = ({ path, offset }: Part['codes']): Uint8Array => {
      const file = files.get(path);
      if (!file) throw new Error(`${path} is not among the model’s files`);
      return file.subarray(offset);
    };
    this.#columns = columns;
    this.#block = part.block;
    this.#codes = bytesAt(part.codes);
    this.#zeros = bytesAt(part.zeros);
    const { buffer, byteOffset, byteLength } = bytesAt(part.scales);
    this.#scales = new DataView(buffer, byteOffset, byteLength);
  }

  /** Rounds a row to 8 bits into `out` and returns its scale; a row of zeros has scale 0. */
  roundRow(row: number, out: Int8Array): number {
    const blocks = this.#columns / this.#block;
    const zerosPerRow = Math.ceil(blocks / 2);
    const scaleOf = (b: number) => float16(this.#scales.getUint16(2 * (row * blocks + b), true));
    const zeroOf = (b: number) => nibble(this.#zeros, 2 * row * zerosPerRow + b);

    let largest = 0;
    for (let b = 0; b < blocks; b++) {
      const zero = zeroOf(b);
      const [least, most] = this.#range((row * this.#columns + b * this.#block) / 2);
      largest = Math.max(largest, Math.max(zero - least, most - zero) * scaleOf(b));
    }
    const scale = largest / 127;
    if (scale === 0) {
      out.fill(0);
      return 0;
    }
    for (let b = 0; b < blocks; b++) {
      const [zero, factor] = [zeroOf(b), scaleOf(b) / scale];
      for (let code = 0; code < 16; code++) {
        this.#rounded[code] = Math.round((code - zero) * factor);
      }
      const start = (row * this.#columns + b * this.#block) / 2;
      for (let i = 0; i < this.#block / 2; i++) {
        const byte = this.#codes[start + i] as number;
        out[b * this.#block + 2 * i] = this.#rounded[byte & 15] as number;
        out[b * this.#block + 2 * i + 1] = this.#rounded[byte >> 4] as number;
      }
    }
    return scale;
  }

  /** The least and the greatest code of the block that begins at a byte. */
  #range(start: number): [number, number] {
    let [least, most] = [15, 0];
    for (let i = start; i < start + this.#block / 2; i++) {
      const byte = this.#codes[i] as number;
      const [low, high] = [byte & 15, byte >> 4];
      if (low < least) least = low;
      if (low > most) most = low;
      if (high < least) least = high;
      if (high > most) most = high;
    }
    return [least, most];
  }
}

/** The 4-bit number at `index`; two share a byte, the even one its low half. */
function nibble(bytes: Uint8Array, index: number): number {
  const byte = bytes[index >> 1] as number;
  return index & 1 ? byte >> 4 : byte & 15;
}

/** The value of a finite IEEE 754 half-precision number. */
function float16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  return exponent === 0
    ? sign * fraction * 2 ** -24
    : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

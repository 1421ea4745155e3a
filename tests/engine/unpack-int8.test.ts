import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseUnpacking, unpackInt8, type Unpacking } from '../../src/engine/unpack-int8.ts';

// Three rows of four weights in two blocks of two: their codes, their zeros and, as
// half-precision numbers, their scales.
const codes = [0x20, 0x4f, 0x88, 0x88, 0x08, 0x97]; // 0 2 | 15 4, 8 8 | 8 8, 8 0 | 7 9
const zeros = [0x41, 0x88, 0x88]; // 1 4, 8 8, 8 8
const scales = [0x3c00, 0x3800, 0x3c00, 0x3c00, 0x4000, 0x3c00]; // 1 0.5, 1 1, 2 1
// (0 − 1), (2 − 1) | (15 − 4)/2, (4 − 4)/2; zeros; (8 − 8), (0 − 8) 2 | (7 − 8), (9 − 8)
const weights = [
  [-1, 1, 5.5, 0],
  [0, 0, 0, 0],
  [0, -16, -1, 1],
];

const file = Uint8Array.from([
  ...[99, 99, ...codes, ...zeros], // the codes begin at 2, the zeros at 8
  ...scales.flatMap((bits) => [bits & 255, bits >> 8]),
]);

function part(first: number, rows: number): Unpacking['matrices'][number]['parts'][number] {
  const at = (offset: number) => ({ path: 'w.bin', offset });
  return {
    rows,
    block: 2,
    codes: at(2 + 2 * first),
    zeros: at(8 + first),
    scales: at(11 + 4 * first),
  };
}

/** The unpacked weights [rows][columns], as numbers again. */
function unpack(parts: Unpacking['matrices'][number]['parts']): number[][] {
  const rows = parts.reduce((sum, { rows }) => sum + rows, 0);
  const matrix = { columns: 4, codes_offset: 64, scales_offset: 64 + 4 * rows, parts };
  const table = { path: 'unpacked.bin', bytes: 64 + 8 * rows, matrices: [matrix] };
  const out = unpackInt8(parseUnpacking(table), new Map([['w.bin', file]]));
  const rowScales = new Float32Array(out.buffer, 64 + 4 * rows, rows);
  const rounded = new Int8Array(out.buffer, 64, 4 * rows);
  return Array.from({ length: rows }, (_, row) =>
    [0, 1, 2, 3].map((column) => (rounded[column * rows + row] ?? NaN) * (rowScales[row] ?? NaN)),
  );
}

describe('unpackInt8', () => {
  it('gives every weight to within half a step of its row', () => {
    unpack([part(0, 3)]).forEach((row, r) => {
      const expected = weights[r] ?? [];
      const step = Math.max(...expected.map(Math.abs)) / 127;
      row.forEach((weight, c) => {
        expect(Math.abs(weight - (expected[c] ?? NaN))).toBeLessThanOrEqual(step / 2 + 1e-6);
      });
    });
  });

  it('joins parts as though they were one matrix', () => {
    expect(unpack([part(0, 1), part(1, 2)])).toEqual(unpack([part(0, 3)]));
  });

  it('fills more rows than are transposed at a time', () => {
    const rows = unpack(Array.from({ length: 50 }, () => part(0, 3)));
    const once = unpack([part(0, 3)]);
    rows.forEach((row, r) => {
      expect(row).toEqual(once[r % 3]);
    });
  });
});

describe('parseUnpacking', () => {
  const table = JSON.parse(
    readFileSync('tests/fixtures/models/tiny-int8/unpacking.json', 'utf8'),
  ) as Unpacking;

  it('reads what models/export_int8.py writes', () => {
    expect(parseUnpacking(table)).toEqual(table);
  });

  it('names the field at fault', () => {
    const broken = structuredClone(table);
    const [matrix] = broken.matrices;
    if (matrix) matrix.columns = -1;
    expect(() => parseUnpacking(broken)).toThrow('matrices.0.columns');
  });
});

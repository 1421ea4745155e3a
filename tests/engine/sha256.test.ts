import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sha256 } from '../../src/engine/sha256.ts';

function bytesOf(length: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, i) => (i * 37 + 11) % 256);
}

// Around the lengths at which the padding needs a block of its own, and beyond 2^16 bits.
const lengths = [0, 1, 3, 55, 56, 63, 64, 65, 119, 120, 9001];

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('sha256', () => {
  it('is the digest that Node computes', async () => {
    for (const length of lengths) {
      const expected = createHash('sha256').update(bytesOf(length)).digest('hex');
      expect(await sha256(bytesOf(length))).toBe(expected);
    }
  });

  it('is the same where the browser withholds its own, as on plain http', async () => {
    vi.stubGlobal('crypto', {});
    for (const length of lengths) {
      const expected = createHash('sha256').update(bytesOf(length)).digest('hex');
      expect(await sha256(bytesOf(length))).toBe(expected);
    }
  });
});

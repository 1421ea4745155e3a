import { describe, expect, it } from 'vitest';
import { KeyValueCache } from '../../src/engine/key-value-cache.ts';

// Two layers, keys and values, one head: four rows of two numbers a token.
const shape = { layers: 2, kv_heads: 1, head_dim: 2 };

/** `tokens` as a model would give them: row and token are told apart by the numbers. */
function keyValues(tokens: readonly number[]) {
  const rows = [0, 100, 200, 300];
  const data = rows.flatMap((row) => tokens.flatMap((token) => [row + token, row + token + 0.5]));
  return { length: tokens.length, data: Float32Array.from(data) };
}

describe('KeyValueCache', () => {
  it('is empty at first, and its past has no elements', () => {
    const cache = new KeyValueCache(shape, 8);
    expect(cache.length).toBe(0);
    expect(cache.past()).toEqual({ length: 0, data: new Float32Array() });
  });

  it('joins runs of different lengths into what one run would have given', () => {
    const cache = new KeyValueCache(shape, 8);
    cache.append(keyValues([1, 2, 3]));
    cache.append(keyValues([4]));
    cache.append(keyValues([5, 6]));
    expect(cache.past()).toEqual(keyValues([1, 2, 3, 4, 5, 6]));
  });

  it('continues after being cut back as though the rest had never been', () => {
    const cache = new KeyValueCache(shape, 8);
    cache.append(keyValues([1, 2, 3, 4]));
    cache.truncate(2);
    cache.append(keyValues([7]));
    expect(cache.past()).toEqual(keyValues([1, 2, 7]));
  });

  it('keeps all when cut to more than it holds', () => {
    const cache = new KeyValueCache(shape, 8);
    cache.append(keyValues([1]));
    cache.truncate(5);
    expect(cache.length).toBe(1);
  });

  it('fills up to its capacity and refuses more', () => {
    const cache = new KeyValueCache(shape, 3);
    cache.append(keyValues([1, 2, 3]));
    expect(cache.past()).toEqual(keyValues([1, 2, 3]));
    expect(() => {
      cache.append(keyValues([4]));
    }).toThrow('3 + 1 tokens exceed 3');
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Persisted } from '../../src/state/persisted.svelte.ts';
import { FakeStorage } from './fake-storage.ts';

const parse = (stored: unknown): string => (typeof stored === 'string' ? stored : 'nothing');

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('a persisted value', () => {
  it('is read back by the next page', () => {
    const storage = new FakeStorage();
    new Persisted(storage, 'key', parse).value = 'kept';
    vi.runAllTimers();
    expect(new Persisted(storage, 'key', parse).value).toBe('kept');
  });

  it('is written once for a burst of changes', () => {
    const storage = new FakeStorage();
    const persisted = new Persisted(storage, 'key', parse);
    for (const value of ['a', 'ab', 'abc']) persisted.value = value;
    vi.runAllTimers();
    expect(storage.writes).toBe(1);
    expect(storage.getItem('key')).toBe('"abc"');
  });

  it('is written at once by flush, and not a second time', () => {
    const storage = new FakeStorage();
    const persisted = new Persisted(storage, 'key', parse);
    persisted.value = 'leaving';
    persisted.flush();
    expect(storage.getItem('key')).toBe('"leaving"');
    vi.runAllTimers();
    persisted.flush();
    expect(storage.writes).toBe(1);
  });

  it('falls back on what is no JSON, missing, or of another shape', () => {
    const storage = new FakeStorage();
    expect(new Persisted(storage, 'key', parse).value).toBe('nothing');
    for (const stored of ['{broken', '7']) {
      storage.setItem('key', stored);
      expect(new Persisted(storage, 'key', parse).value).toBe('nothing');
    }
  });

  it('lives on in the page, and says so, when storage is full or forbidden', () => {
    const full = new FakeStorage();
    full.isFull = true;
    for (const storage of [full, null]) {
      const persisted = new Persisted(storage, 'key', parse);
      persisted.value = 'kept here';
      persisted.flush();
      expect(persisted.value).toBe('kept here');
      expect(persisted.lost).toBe(true);
    }
  });

  it('is not lost any more once a write succeeds', () => {
    const storage = new FakeStorage();
    storage.isFull = true;
    const persisted = new Persisted(storage, 'key', parse);
    persisted.value = 'a';
    persisted.flush();
    storage.isFull = false;
    persisted.value = 'b';
    persisted.flush();
    expect(persisted.lost).toBe(false);
  });
});

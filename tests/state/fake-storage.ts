import type { KeyValueStorage } from '../../src/state/persisted.svelte.ts';

/** Storage that lasts as long as the test, and can be made to refuse writes. */
export class FakeStorage implements KeyValueStorage {
  readonly entries = new Map<string, string>();
  isFull = false;
  writes = 0;

  getItem(key: string): string | null {
    return this.entries.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    if (this.isFull) throw new DOMException('Full.', 'QuotaExceededError');
    this.writes++;
    this.entries.set(key, value);
  }
}

import type { ModelFile, WeightStore } from './weight-store.ts';

/** Keeps files for as long as it lives itself: for the command line, and where a browser has no cache. */
export class MemoryStore implements WeightStore {
  readonly #files = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly #parts = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly #texts = new Map<string, string>();

  read(file: ModelFile): Promise<Uint8Array<ArrayBuffer> | null> {
    return Promise.resolve(this.#files.get(file.sha256) ?? null);
  }

  write(file: ModelFile, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#files.set(file.sha256, bytes);
    this.#parts.delete(file.sha256);
    return Promise.resolve();
  }

  readPart(file: ModelFile): Promise<Uint8Array<ArrayBuffer>> {
    return Promise.resolve(this.#parts.get(file.sha256) ?? new Uint8Array());
  }

  async appendPart(file: ModelFile, offset: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const before = (await this.readPart(file)).subarray(0, offset);
    const joined = new Uint8Array(offset + bytes.length);
    joined.set(before);
    joined.set(bytes, offset);
    this.#parts.set(file.sha256, joined);
  }

  size(file: ModelFile): Promise<number> {
    const held = this.#files.get(file.sha256) ?? this.#parts.get(file.sha256);
    return Promise.resolve(held?.length ?? 0);
  }

  delete(file: ModelFile): Promise<void> {
    this.#files.delete(file.sha256);
    this.#parts.delete(file.sha256);
    return Promise.resolve();
  }

  readText(key: string): Promise<string | null> {
    return Promise.resolve(this.#texts.get(key) ?? null);
  }

  writeText(key: string, text: string): Promise<void> {
    this.#texts.set(key, text);
    return Promise.resolve();
  }

  deleteText(key: string): Promise<void> {
    this.#texts.delete(key);
    return Promise.resolve();
  }
}

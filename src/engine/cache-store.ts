import { MemoryStore } from './memory-store.ts';
import type { ModelFile, WeightStore } from './weight-store.ts';

const cacheName = 'stepwise-models-1';

/** Entries are looked up by address. This host cannot exist, so none is ever taken for a real one. */
const host = 'https://models.invalid';

/**
 * The browser's Cache API as a store; memory where there is none, as on pages served over plain
 * http from another machine.
 */
export async function openStore(): Promise<WeightStore> {
  if (!('caches' in globalThis)) return new MemoryStore();
  try {
    return new CacheStore(await caches.open(cacheName));
  } catch {
    // There is a cache, but this visitor's browser forbids its use.
    return new MemoryStore();
  }
}

class CacheStore implements WeightStore {
  readonly #cache: Cache;

  constructor(cache: Cache) {
    this.#cache = cache;
  }

  async read(file: ModelFile): Promise<Uint8Array<ArrayBuffer> | null> {
    const response = await this.#cache.match(wholeKey(file));
    return response ? new Uint8Array(await response.arrayBuffer()) : null;
  }

  async write(file: ModelFile, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    // Parts go first: the storage may not hold a file twice.
    await this.#deleteParts(file);
    await this.#cache.put(wholeKey(file), entry(bytes));
  }

  async readPart(file: ModelFile): Promise<Uint8Array<ArrayBuffer>> {
    const joined = new Uint8Array(file.bytes);
    let length = 0;
    for (;;) {
      const response = await this.#cache.match(partKey(file, length));
      if (!response) break;
      const bytes = new Uint8Array(await response.arrayBuffer());
      // A part that is empty or leads past the file's end is damaged; fetch from here on.
      if (bytes.length === 0 || length + bytes.length > file.bytes) break;
      joined.set(bytes, length);
      length += bytes.length;
    }
    return joined.subarray(0, length);
  }

  async appendPart(file: ModelFile, offset: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#cache.put(partKey(file, offset), entry(bytes));
  }

  async size(file: ModelFile): Promise<number> {
    const whole = await this.#cache.match(wholeKey(file));
    if (whole) return entrySize(whole);
    let length = 0;
    for (;;) {
      const part = await this.#cache.match(partKey(file, length));
      const size = part ? entrySize(part) : 0;
      if (size === 0) return length;
      length += size;
    }
  }

  async delete(file: ModelFile): Promise<void> {
    await this.#deleteParts(file);
    await this.#cache.delete(wholeKey(file));
  }

  async readText(key: string): Promise<string | null> {
    return (await this.#cache.match(textKey(key)))?.text() ?? null;
  }

  async writeText(key: string, text: string): Promise<void> {
    await this.#cache.put(textKey(key), new Response(text));
  }

  async deleteText(key: string): Promise<void> {
    await this.#cache.delete(textKey(key));
  }

  async #deleteParts(file: ModelFile): Promise<void> {
    // Through the list of keys, since damaged parts may not follow on each other.
    const parts = (await this.#cache.keys()).filter(({ url }) => url.startsWith(partKey(file, '')));
    await Promise.all(parts.map((key) => this.#cache.delete(key)));
  }
}

function wholeKey(file: ModelFile): string {
  return `${host}/file/${file.sha256}`;
}

function partKey(file: ModelFile, offset: number | ''): string {
  return `${host}/part/${file.sha256}/${offset}`;
}

function textKey(key: string): string {
  return `${host}/text/${encodeURIComponent(key)}`;
}

/** A response that tells its size without being read. */
function entry(bytes: Uint8Array<ArrayBuffer>): Response {
  return new Response(bytes, { headers: { 'Content-Length': String(bytes.length) } });
}

function entrySize(response: Response): number {
  return Number(response.headers.get('Content-Length') ?? 0);
}

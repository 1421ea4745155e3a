import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { downloadFiles } from '../../src/engine/download.ts';
import { MemoryStore } from '../../src/engine/memory-store.ts';
import type { ModelFiles } from '../../src/engine/model-files.ts';
import type { ModelFile, WeightStore } from '../../src/engine/weight-store.ts';
import { FileServer } from './file-server.ts';

const MiB = 2 ** 20;

let server: FileServer;

beforeEach(async () => {
  server = await FileServer.start();
});

afterEach(async () => {
  await server.stop();
});

interface Served {
  readonly file: ModelFile;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Puts a file of `length` pseudo-random bytes on the server. */
function serve(path: string, length: number): Served {
  const bytes = new Uint8Array(length);
  let state = length;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[i] = state >>> 24;
  }
  server.files.set(path, { bytes });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { file: { path, bytes: length, sha256 }, bytes };
}

interface DownloadCall {
  readonly signal?: AbortSignal;
  readonly onbytes?: (bytes: number) => void;
}

function download(
  files: readonly ModelFile[],
  store: WeightStore,
  { signal = new AbortController().signal, onbytes }: DownloadCall = {},
) {
  const progress: { bytes: number; fromCache: number }[] = [];
  const refused: unknown[] = [];
  const done = downloadFiles(server.url, files, {
    store,
    fetch,
    signal,
    onprogress: (bytes, fromCache) => {
      progress.push({ bytes, fromCache });
      onbytes?.(bytes);
    },
    onstorefailure: (cause) => refused.push(cause),
  });
  return { done, progress, refused };
}

/** Whether files are what was served; matchers compare megabytes number by number. */
function same(contents: ModelFiles, served: readonly Served[]): boolean {
  return (
    contents.size === served.length &&
    served.every(({ file, bytes }) => {
      const content = contents.get(file.path);
      return content !== undefined && Buffer.compare(content, bytes) === 0;
    })
  );
}

describe('downloadFiles', () => {
  it('fetches all files and tells one total', async () => {
    const served = [
      serve('a.bin', 3 * MiB),
      serve('b.bin', 10),
      serve('c.bin', MiB),
      serve('d', 5),
    ];
    const files = served.map(({ file }) => file);
    const { done, progress } = download(files, new MemoryStore());
    expect(same(await done, served)).toBe(true);
    expect(progress.at(-1)).toEqual({ bytes: 4 * MiB + 15, fromCache: 0 });
    progress.forEach(({ bytes }, i) => {
      expect(bytes).toBeGreaterThanOrEqual(progress[i - 1]?.bytes ?? 0);
    });
  });

  it('does not fetch again what the store has', async () => {
    const { file, bytes } = serve('a.bin', 1000);
    const store = new MemoryStore();
    await download([file], store).done;
    server.requests.length = 0;
    const { done, progress } = download([file], store);
    expect(same(await done, [{ file, bytes }])).toBe(true);
    expect(server.requests).toEqual([]);
    expect(progress.at(-1)).toEqual({ bytes: 1000, fromCache: 1000 });
  });

  it('fetches a file once more that was damaged in the store', async () => {
    const { file, bytes } = serve('a.bin', 1000);
    const store = new MemoryStore();
    await store.write(file, bytes.toReversed());
    expect(same(await download([file], store).done, [{ file, bytes }])).toBe(true);
    expect(server.requests).toEqual(['a.bin']);
    expect(await store.read(file)).toEqual(bytes);
  });

  it('continues a broken download from where it broke', async () => {
    const { file, bytes } = serve('a.bin', 6 * MiB);
    server.files.set('a.bin', { bytes, breaksAfter: 5 * MiB });
    const store = new MemoryStore();
    await expect(download([file], store).done).rejects.toMatchObject({ code: 'network' });
    const arrived = await store.size(file);
    expect(arrived).toBeGreaterThan(4 * MiB);

    server.files.set('a.bin', { bytes });
    server.requests.length = 0;
    const { done, progress } = download([file], store);
    expect(same(await done, [{ file, bytes }])).toBe(true);
    expect(server.requests).toEqual([`a.bin bytes=${arrived}-`]);
    expect(progress[0]).toEqual({ bytes: arrived, fromCache: arrived });
    expect(progress.at(-1)).toEqual({ bytes: 6 * MiB, fromCache: arrived });
  });

  it('starts anew on a host that cannot continue', async () => {
    const { file, bytes } = serve('a.bin', 2000);
    const store = new MemoryStore();
    await store.appendPart(file, 0, bytes.slice(0, 500));
    server.files.set('a.bin', { bytes, ranges: false });
    const { done, progress } = download([file], store);
    expect(same(await done, [{ file, bytes }])).toBe(true);
    expect(progress.at(-1)).toEqual({ bytes: 2000, fromCache: 0 });
  });

  it('fetches the whole file when the part it had turns out damaged', async () => {
    const { file, bytes } = serve('a.bin', 2000);
    const store = new MemoryStore();
    await store.appendPart(file, 0, new Uint8Array(500));
    expect(same(await download([file], store).done, [{ file, bytes }])).toBe(true);
    expect(server.requests).toEqual(['a.bin bytes=500-', 'a.bin']);
  });

  it('gives up on a file that arrives damaged twice, and keeps nothing of it', async () => {
    const { file, bytes } = serve('a.bin', 2000);
    server.files.set('a.bin', { bytes: bytes.toReversed() });
    const store = new MemoryStore();
    await expect(download([file], store).done).rejects.toMatchObject({
      code: 'checksum',
      message: expect.stringContaining('a.bin') as string,
    });
    expect(server.requests).toEqual(['a.bin', 'a.bin']);
    expect(await store.size(file)).toBe(0);
  });

  it('reads no more than the file’s size, and fails when there is less', async () => {
    const { file, bytes } = serve('a.bin', 2000);
    server.files.set('a.bin', { bytes: Uint8Array.from([...bytes, 1, 2, 3]) });
    expect(same(await download([file], new MemoryStore()).done, [{ file, bytes }])).toBe(true);
    server.files.set('a.bin', { bytes: bytes.slice(0, 1999) });
    await expect(download([file], new MemoryStore()).done).rejects.toMatchObject({
      code: 'network',
      detail: expect.stringContaining('1999 of 2000') as string,
    });
  });

  it('names the address and the status of a file that is not there', async () => {
    const { file } = serve('a.bin', 10);
    server.files.clear();
    await expect(download([file], new MemoryStore()).done).rejects.toMatchObject({
      code: 'network',
      detail: expect.stringMatching(/a\.bin: HTTP status 404/) as string,
    });
  });

  it('stops when cancelled and keeps what has arrived', async () => {
    const { file, bytes } = serve('a.bin', 3 * MiB);
    server.files.set('a.bin', { bytes, breaksAfter: 2 * MiB });
    const store = new MemoryStore();
    const controller = new AbortController();
    const { done } = download([file], store, {
      signal: controller.signal,
      onbytes: (arrived) => {
        if (arrived > MiB) controller.abort();
      },
    });
    await expect(done).rejects.toMatchObject({ name: 'AbortError' });
    expect(await store.size(file)).toBeGreaterThan(MiB);
  });

  it('works from memory when the storage is full', async () => {
    class FullStore extends MemoryStore {
      override write(): Promise<void> {
        return Promise.reject(new DOMException('full', 'QuotaExceededError'));
      }
      override appendPart(): Promise<void> {
        return this.write();
      }
    }
    const { file, bytes } = serve('a.bin', 5 * MiB);
    const { done, refused } = download([file], new FullStore());
    expect(same(await done, [{ file, bytes }])).toBe(true);
    expect(refused.length).toBeGreaterThan(0);
  });
});

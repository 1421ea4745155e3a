import { describe, EngineError } from './engine-error.ts';
import { sha256 } from './sha256.ts';
import type { ModelFiles } from './model-files.ts';
import type { ModelFile, WeightStore } from './weight-store.ts';

/** The part of `fetch` that downloads need. */
export type Fetch = (url: URL, init: RequestInit) => Promise<Response>;

export interface DownloadOptions {
  readonly store: WeightStore;
  readonly fetch: Fetch;
  readonly signal: AbortSignal;
  /** Bytes at hand, and how many of them needed no network; a broken file makes both shrink. */
  readonly onprogress: (bytes: number, fromCache: number) => void;
  /** The store refused a write: the download goes on, but will not outlast this visit. */
  readonly onstorefailure: (cause: unknown) => void;
}

/** Connections at a time: enough to fill a line with latency, few enough for a slow host. */
const parallel = 3;

/** How much arrives before it is kept; what an interrupted download loses at most, a file. */
const partBytes = 4 * 2 ** 20;

/**
 * The contents of all `files` by their paths, verified: from the store where it has them whole, continued where
 * it has a part, fetched otherwise. Throws `network` or `checksum`, or the signal's reason.
 */
export async function downloadFiles(
  base: URL,
  files: readonly ModelFile[],
  options: DownloadOptions,
): Promise<ModelFiles> {
  const progress = files.map(() => ({ bytes: 0, fromCache: 0 }));
  const contents = new Map<string, Uint8Array<ArrayBuffer>>();
  const report = () => {
    options.onprogress(total(progress, 'bytes'), total(progress, 'fromCache'));
  };
  // When one file fails, the others need not go on.
  const failure = new AbortController();
  const signal = AbortSignal.any([options.signal, failure.signal]);

  const waiting = files.map((file, i) => ({ file, i })).values();
  const work = async () => {
    for (const { file, i } of waiting) {
      const content = await fileOf(new URL(file.path, base), file, {
        ...options,
        signal,
        onprogress: (bytes, fromCache) => {
          progress[i] = { bytes, fromCache };
          report();
        },
      });
      contents.set(file.path, content);
    }
  };
  try {
    await Promise.all(Array.from({ length: parallel }, work));
  } catch (error) {
    failure.abort();
    throw error;
  }
  return contents;
}

function total<K extends string>(entries: readonly Record<K, number>[], key: K): number {
  return entries.reduce((sum, entry) => sum + entry[key], 0);
}

async function fileOf(
  url: URL,
  file: ModelFile,
  options: DownloadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const { store, signal } = options;
  signal.throwIfAborted();
  const kept = await store.read(file);
  if (kept && (await sha256(kept)) === file.sha256) {
    options.onprogress(kept.length, kept.length);
    return kept;
  }
  if (kept) await store.delete(file);

  let bytes = await fetchFrom(url, file, await store.readPart(file), options);
  let hash = await sha256(bytes);
  if (hash !== file.sha256) {
    // A damaged part, or a file that changed on the host while it was being read: once more, whole.
    await store.delete(file);
    bytes = await fetchFrom(url, file, new Uint8Array(), options);
    hash = await sha256(bytes);
  }
  if (hash !== file.sha256) {
    await store.delete(file);
    throw new EngineError(
      'checksum',
      `The file ${file.path} arrived damaged twice. Try again later, or from another network.`,
      `${url.href}: SHA-256 ${hash} instead of ${file.sha256}`,
    );
  }
  await attempt(() => store.write(file, bytes), options);
  return bytes;
}

/** The file's bytes, unverified: `part`, and from where it ends, the network. */
async function fetchFrom(
  url: URL,
  file: ModelFile,
  part: Uint8Array<ArrayBuffer>,
  options: DownloadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(file.bytes);
  bytes.set(part);
  options.onprogress(part.length, part.length);
  if (part.length === file.bytes) return bytes;

  const response = await request(url, part.length, options);
  const start = startOf(response, part.length);
  // A host that cannot continue sends the file from its start.
  if (start !== part.length) await options.store.delete(file);
  const fromCache = start;
  let length = start;
  let kept = start;
  const keep = async () => {
    const [from, to] = [kept, length];
    kept = length;
    await attempt(() => options.store.appendPart(file, from, bytes.slice(from, to)), options);
  };
  try {
    for await (const chunk of chunksOf(response)) {
      options.signal.throwIfAborted();
      // What a host sends beyond the file's size is not read; the checksum judges the rest.
      const fitting = chunk.subarray(0, file.bytes - length);
      bytes.set(fitting, length);
      length += fitting.length;
      options.onprogress(length, fromCache);
      if (length === file.bytes) break;
      if (length - kept >= partBytes) await keep();
    }
    if (length < file.bytes) throw new Error(`ended after ${length} of ${file.bytes} bytes`);
  } catch (error) {
    if (length > kept) await keep();
    throw failed(url, error, options.signal);
  }
  return bytes;
}

async function request(url: URL, start: number, options: DownloadOptions): Promise<Response> {
  const headers = start > 0 ? { Range: `bytes=${start}-` } : undefined;
  let response: Response;
  try {
    // The store keeps the file; the browser's own cache need not keep it once more.
    response = await options.fetch(url, {
      cache: 'no-store',
      signal: options.signal,
      ...(headers && { headers }),
    });
  } catch (error) {
    throw failed(url, error, options.signal);
  }
  if (!response.ok) {
    throw failed(url, `HTTP status ${response.status} ${response.statusText}`, options.signal);
  }
  return response;
}

/** Where in the file a response begins: at `wanted`, or at 0 when the host ignored the range. */
function startOf(response: Response, wanted: number): number {
  if (response.status !== 206) return 0;
  // Hosts on other origins may hide this header; the checksum still decides in the end.
  const range = /^bytes (\d+)-/.exec(response.headers.get('Content-Range') ?? '');
  return range ? Number(range[1]) : wanted;
}

/** A body as chunks; `ReadableStream` itself is not iterable in every browser. */
async function* chunksOf(response: Response): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // Ends the transfer when the consumer stopped early; no news when it is over anyway.
    await reader.cancel().catch(() => undefined);
  }
}

function failed(url: URL, cause: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  return new EngineError(
    'network',
    'The download stopped. What has arrived is kept: try again when you are online.',
    `${url.href}: ${describe(cause)}`,
  );
}

/** Runs a write whose failure must not end the download. */
async function attempt(write: () => Promise<void>, options: DownloadOptions): Promise<void> {
  try {
    await write();
  } catch (error) {
    options.onstorefailure(error);
  }
}

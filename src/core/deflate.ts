/**
 * Raw deflate (RFC 1951) with the streams that browsers, their workers and Node all have. They are
 * declared here in the little that is used of them, since `core` is compiled without a page's types.
 */
interface ByteTransform {
  readonly readable: {
    getReader(): {
      read(): Promise<
        { readonly done: false; readonly value: Uint8Array } | { readonly done: true }
      >;
      cancel(): Promise<void>;
    };
  };
  readonly writable: {
    getWriter(): { write(bytes: Uint8Array): Promise<void>; close(): Promise<void> };
  };
}
declare const CompressionStream: new (format: 'deflate-raw') => ByteTransform;
declare const DecompressionStream: new (format: 'deflate-raw') => ByteTransform;

/** `bytes` compressed. */
export async function deflate(bytes: Uint8Array): Promise<Uint8Array> {
  const compressed = await pass(bytes, new CompressionStream('deflate-raw'), Infinity);
  if (!compressed) throw new RangeError('no limit was exceeded, since there is none');
  return compressed;
}

/**
 * What `bytes` decompress to; null as soon as that is longer than `limit`, so that a small input
 * cannot fill the memory. Rejects for bytes that are not of this format, or that end too early.
 */
export function inflate(bytes: Uint8Array, limit: number): Promise<Uint8Array | null> {
  return pass(bytes, new DecompressionStream('deflate-raw'), limit);
}

async function pass(
  bytes: Uint8Array,
  { readable, writable }: ByteTransform,
  limit: number,
): Promise<Uint8Array | null> {
  const writer = writable.getWriter();
  // What goes wrong in writing is heard again in reading.
  writer.write(bytes).catch(() => undefined);
  writer.close().catch(() => undefined);
  const reader = readable.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const result = await reader.read();
    if (result.done) break;
    length += result.value.length;
    if (length > limit) {
      await reader.cancel().catch(() => undefined);
      return null;
    }
    chunks.push(result.value);
  }
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}

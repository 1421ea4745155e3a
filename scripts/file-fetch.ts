import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';

/** `fetch` for `file:` addresses, which Node's own does not read; a missing file answers 404. */
export async function fileFetch(url: URL): Promise<Response> {
  const found = await stat(url).catch(() => null);
  if (!found) return new Response(null, { status: 404, statusText: 'no such file' });
  return new Response(Readable.toWeb(createReadStream(url)) as ReadableStream);
}

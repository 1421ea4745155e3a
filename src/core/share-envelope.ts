import { fromBase64Url, toBase64Url } from './base64url.ts';
import { deflate, inflate } from './deflate.ts';
import { ShareError } from './share-error.ts';
import { newestShareVersion } from './share-versions.ts';

/** What is read of a link; the text behind it may be as long as `longestText`, in bytes. */
const MAX_LINK_READ = 100_000;
export const longestText = 400_000;

/**
 * The part of an address that carries a value as JSON, from its `#` on: `#s`, the version of what
 * is carried, a dot, and the JSON deflated in base64url.
 */
export async function sealLink(version: number, value: unknown): Promise<string> {
  const json = new TextEncoder().encode(JSON.stringify(value));
  return `#s${version}.${toBase64Url(await deflate(json))}`;
}

/** The JSON that such a link carries, and its version; throws a ShareError that says what is wrong. */
export async function unsealLink(link: string): Promise<{ version: number; json: string }> {
  const [, digits, code] = /^#s(\d{1,4})\.(.*)$/.exec(link.slice(0, MAX_LINK_READ + 1)) ?? [];
  if (digits === undefined || code === undefined) throw new ShareError('damaged');
  const version = Number(digits);
  if (version > newestShareVersion) throw new ShareError('newer');
  if (link.length > MAX_LINK_READ) throw new ShareError('too-large');
  const compressed = fromBase64Url(code);
  if (!compressed) throw new ShareError('damaged');
  const bytes = await inflate(compressed, longestText).catch(() => {
    throw new ShareError('damaged');
  });
  if (!bytes) throw new ShareError('too-large');
  return { version, json: new TextDecoder().decode(bytes) };
}

// In every browser, worker and Node, but not in the language's own types.
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

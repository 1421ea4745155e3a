import * as v from 'valibot';
import { EngineError } from './engine-error.ts';
import { sha256 } from './sha256.ts';
import type { ModelFile, WeightStore } from './weight-store.ts';

/**
 * A model as one file, to be handed from machine to machine: a line that names the format, the
 * length of a header as four bytes (little-endian), the header in JSON, and the contents of the files
 * that it lists, one after the other.
 */
const formatLine = new TextEncoder().encode('STEPWISE MODEL 1\n');
const lengthBytes = 4;
const largestHeader = 2 ** 16;

const header = v.object({
  model: v.pipe(v.string(), v.maxLength(500)),
  files: v.pipe(
    v.array(
      v.object({
        bytes: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 30)),
        sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      }),
    ),
    v.maxLength(100),
  ),
});

/** What a bundle holds: which model it was saved as, and its files by their hashes, unread. */
export interface ModelBundle {
  /** `id@version` */
  readonly model: string;
  readonly files: ReadonlyMap<string, Blob>;
}

/** A bundle of the files that the store holds whole; files that it has not are left out. */
export async function writeBundle(
  model: string,
  files: readonly ModelFile[],
  store: WeightStore,
): Promise<Blob> {
  const listed: { bytes: number; sha256: string }[] = [];
  const contents: Uint8Array<ArrayBuffer>[] = [];
  for (const { bytes, sha256, ...file } of files) {
    const content = await store.read({ ...file, bytes, sha256 });
    if (content?.length !== bytes) continue;
    listed.push({ bytes, sha256 });
    contents.push(content);
  }
  const text = new TextEncoder().encode(JSON.stringify({ model, files: listed }));
  const length = new DataView(new ArrayBuffer(lengthBytes));
  length.setUint32(0, text.length, true);
  return new Blob([formatLine, length, text, ...contents]);
}

/** Reads a bundle's header; throws an `input` error that says what is wrong with the file. */
export async function readBundle(bundle: Blob): Promise<ModelBundle> {
  const prefixLength = formatLine.length + lengthBytes;
  const prefix = new Uint8Array(await bundle.slice(0, prefixLength).arrayBuffer());
  if (prefix.length < prefixLength || formatLine.some((byte, i) => prefix[i] !== byte)) {
    throw refusal('This is not a model that Stepwise saved. Choose another file.');
  }
  const length = new DataView(prefix.buffer, formatLine.length).getUint32(0, true);
  if (length > largestHeader) throw damaged(`a header of ${length} bytes`);
  const text = await bundle.slice(prefixLength, prefixLength + length).text();
  const { model, files } = parseHeader(text);

  let start = prefixLength + length;
  const contents = new Map<string, Blob>();
  for (const { bytes, sha256 } of files) {
    contents.set(sha256, bundle.slice(start, start + bytes));
    start += bytes;
  }
  if (start !== bundle.size) throw damaged(`${bundle.size} instead of ${start} bytes`);
  return { model, files: contents };
}

/**
 * Puts a bundle's files into the store, each verified by the hash that the site's own manifest gives
 * it. `required` must all be there; of `optional` what is there is taken, and anything else is left.
 * Throws `input` for a bundle of another model, `checksum` for a damaged one, `quota` without room.
 */
export async function storeBundle(
  { model, files }: ModelBundle,
  required: readonly ModelFile[],
  optional: readonly ModelFile[],
  store: WeightStore,
): Promise<void> {
  if (required.some((file) => files.get(file.sha256)?.size !== file.bytes)) {
    throw refusal(
      'This file holds another model or version than this site uses. Save it again on a machine that has the present one.',
      model,
    );
  }
  for (const file of [...required, ...optional]) {
    const content = files.get(file.sha256);
    if (!content) continue;
    const bytes = new Uint8Array(await content.arrayBuffer());
    if ((await sha256(bytes)) !== file.sha256) {
      const message = 'The file was damaged on its way. Copy it once more.';
      throw new EngineError('checksum', message, file.path);
    }
    await store.write(file, bytes).catch((cause: unknown) => {
      const message = 'This browser has no room for the model. Free some space, then try again.';
      throw new EngineError('quota', message, String(cause));
    });
  }
}

function parseHeader(text: string): v.InferOutput<typeof header> {
  try {
    return v.parse(header, JSON.parse(text));
  } catch (error) {
    throw damaged(String(error));
  }
}

function damaged(detail: string): EngineError {
  return refusal('The file is damaged or not complete. Copy it once more.', detail);
}

function refusal(message: string, detail?: string): EngineError {
  return new EngineError('input', message, detail);
}

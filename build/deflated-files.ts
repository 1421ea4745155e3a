import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import type { Plugin } from 'vite';

const query = '?deflated';
const cache = fileURLToPath(new URL('../node_modules/.cache/stepwise', import.meta.url));

/**
 * Lets code import `FILE?deflated`: the file is published compressed (raw deflate), and the import is
 * its address, size and SHA-256 in that form, `{ path, bytes, sha256 }`.
 *
 * ONNX Runtime's module for WebGPU is larger than the 25 MiB that static hosts take, and few hosts
 * compress on the way. Compressed it is a quarter of that, on any host.
 */
export function deflatedFiles(): Plugin {
  return {
    name: 'stepwise:deflated-files',
    enforce: 'pre',
    async resolveId(id, importer) {
      if (!id.endsWith(query)) return null;
      const source = await this.resolve(id.slice(0, -query.length), importer);
      return source && `${source.id}${query}`;
    },
    load(id) {
      if (!id.endsWith(query)) return null;
      const { path, bytes } = deflate(id.slice(0, -query.length));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return [
        `import path from ${JSON.stringify(`${path}?url`)};`,
        `export default { path, bytes: ${bytes.length}, sha256: '${sha256}' };`,
      ].join('\n');
    },
  };
}

/** A file's compressed form, kept between builds by the hash of what it was made from. */
function deflate(path: string): { path: string; bytes: Buffer } {
  const source = readFileSync(path);
  const hash = createHash('sha256').update(source).digest('hex').slice(0, 16);
  const kept = join(cache, hash, `${basename(path)}.deflate`);
  if (existsSync(kept)) return { path: kept, bytes: readFileSync(kept) };
  const bytes = deflateRawSync(source, { level: 9 });
  mkdirSync(join(cache, hash), { recursive: true });
  writeFileSync(kept, bytes);
  return { path: kept, bytes };
}

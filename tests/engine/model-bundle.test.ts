import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../../src/engine/memory-store.ts';
import { readBundle, storeBundle, writeBundle } from '../../src/engine/model-bundle.ts';
import type { ModelFile } from '../../src/engine/weight-store.ts';

function fileOf(path: string, text: string): { file: ModelFile; bytes: Uint8Array<ArrayBuffer> } {
  const bytes = new TextEncoder().encode(text);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { file: { path, bytes: bytes.length, sha256 }, bytes };
}

const graph = fileOf('graph.onnx', 'a graph');
const weights = fileOf('weights.bin', 'weights, many of them');
const runtime = fileOf('runtime.deflate', 'a runtime');
const required = [graph.file, weights.file];

async function bundle(...files: (typeof graph)[]): Promise<Blob> {
  const store = new MemoryStore();
  for (const { file, bytes } of files) await store.write(file, bytes);
  return writeBundle('tiny@1', [...required, runtime.file], store);
}

async function take(content: Blob, store = new MemoryStore()): Promise<MemoryStore> {
  await storeBundle(await readBundle(content), required, [runtime.file], store);
  return store;
}

/** A bundle with one byte changed, counted from its end where negative. */
async function damage(content: Blob, at: number): Promise<Blob> {
  const bytes = new Uint8Array(await content.arrayBuffer());
  const index = at < 0 ? bytes.length + at : at;
  bytes[index] = (bytes[index] ?? 0) ^ 1;
  return new Blob([bytes]);
}

describe('a model as one file', () => {
  it('brings another store what the first one had', async () => {
    const store = await take(await bundle(graph, weights, runtime));
    for (const { file, bytes } of [graph, weights, runtime]) {
      expect(await store.read(file)).toEqual(bytes);
    }
  });

  it('needs no runtime, which the other machine may have or use another of', async () => {
    const store = await take(await bundle(graph, weights));
    expect(await store.read(weights.file)).toEqual(weights.bytes);
    expect(await store.read(runtime.file)).toBeNull();
  });

  it('that lacks a file, or is of another model, is refused by the name it has', async () => {
    await expect(take(await bundle(graph))).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining('another model') as string,
      detail: 'tiny@1',
    });
  });

  it('that is something else, cut short or made longer is refused', async () => {
    const whole = await bundle(graph, weights);
    const longest = new Blob(['STEPWISE MODEL 1\n', Uint8Array.of(255, 255, 255, 255)]);
    const broken = [
      new Blob([]),
      new Blob(['%PDF-1.7 and so on, for more bytes than the line is long']),
      longest,
      whole.slice(0, 30),
      whole.slice(0, whole.size - 1),
      new Blob([whole, 'x']),
      await damage(whole, 0),
      await damage(whole, 22),
    ];
    for (const content of broken) {
      await expect(readBundle(content)).rejects.toMatchObject({ code: 'input' });
    }
  });

  it('whose content was damaged is refused, and the damaged file not kept', async () => {
    const store = new MemoryStore();
    const damaged = await damage(await bundle(graph, weights), -1);
    await expect(take(damaged, store)).rejects.toMatchObject({ code: 'checksum' });
    expect(await store.read(weights.file)).toBeNull();
  });

  it('says that there is no room for it', async () => {
    class FullStore extends MemoryStore {
      override write(): Promise<void> {
        return Promise.reject(new DOMException('full', 'QuotaExceededError'));
      }
    }
    await expect(take(await bundle(graph, weights), new FullStore())).rejects.toMatchObject({
      code: 'quota',
    });
  });
});

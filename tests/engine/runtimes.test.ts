import { afterEach, describe, expect, it, vi } from 'vitest';
import { gpuObstacle, largestBuffer } from '../../src/engine/gpu-obstacle.ts';
import { threadCount } from '../../src/engine/wasm-runtime.ts';
import { tinyManifest } from './tiny-model.ts';

describe('threadCount', () => {
  it('takes all of few processors, half of many, at most eight, and one without isolation', () => {
    const counts = [1, 2, 4, 6, 8, 12, 16, 64].map((processors) => threadCount(processors, true));
    expect(counts).toEqual([1, 2, 4, 4, 4, 6, 8, 8]);
    expect(threadCount(8, false)).toBe(1);
  });

  it('takes one where the browser does not say', () => {
    expect(threadCount(0, true)).toBe(1);
  });
});

describe('largestBuffer', () => {
  it('is the attention’s, the keys and values’ or a file’s, whichever is largest', () => {
    const architecture = { ...tinyManifest.architecture, heads: 9, layers: 20, kv_heads: 3 };
    const small = { ...tinyManifest, architecture, weights: [] };
    expect(largestBuffer({ ...small, max_tokens: 1024 })).toBe(9 * 1024 * 1024 * 4);
    expect(largestBuffer({ ...small, max_tokens: 100 })).toBe(20 * 2 * 3 * 100 * 64 * 4);
    const file = { path: 'w', bytes: 24 * 2 ** 20, sha256: '' };
    expect(largestBuffer({ ...small, max_tokens: 100, weights: [file] })).toBe(file.bytes);
  });
});

describe('gpuObstacle', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  const roomy = { maxStorageBufferBindingSize: 2 ** 27, maxBufferSize: 2 ** 28 };

  function obstacle(gpu: unknown, { acceptSoftware = false } = {}): Promise<string | null> {
    vi.stubGlobal('navigator', { gpu });
    return gpuObstacle(tinyManifest, { acceptSoftware });
  }

  const gpu = (adapter: unknown) => ({ requestAdapter: () => Promise.resolve(adapter) });

  it('is null where the adapter’s limits hold the model', async () => {
    expect(await obstacle(gpu({ limits: roomy }))).toBeNull();
  });

  it('says what is missing: WebGPU, an adapter, or room in a buffer', async () => {
    expect(await obstacle(undefined)).toContain('no WebGPU');
    expect(await obstacle(gpu(null))).toContain('no graphics processor');
    const failing = { requestAdapter: () => Promise.reject(new Error('lost')) };
    expect(await obstacle(failing)).toContain('no graphics processor');
    const limits = { ...roomy, maxStorageBufferBindingSize: 1000 };
    expect(await obstacle(gpu({ limits }))).toMatch(/buffer of \d+ bytes is over this GPU’s 1000/);
  });

  it('refuses software that imitates a graphics processor, unless told otherwise', async () => {
    const software = gpu({ info: { isFallbackAdapter: true }, limits: roomy });
    expect(await obstacle(software)).toContain('imitate');
    expect(await obstacle(software, { acceptSoftware: true })).toBeNull();
  });
});

import type { Manifest } from '../core/manifest.ts';
import type { ModelFiles } from './model-files.ts';
import { openOrtModel, plainGraph } from './ort-model.ts';
import type { OpenModel, Runtime } from './runtime.ts';
import type { RuntimePaths } from './wasm-runtime.ts';

/** The little of WebGPU that is looked at here; the runtime itself does the rest. */
interface Gpu {
  requestAdapter(options: { powerPreference: 'high-performance' }): Promise<Adapter | null>;
}

interface Adapter {
  readonly info?: { readonly isFallbackAdapter?: boolean };
  readonly limits: { readonly maxStorageBufferBindingSize: number; readonly maxBufferSize: number };
}

/** ONNX Runtime on WebGPU. */
export class WebGpuRuntime implements Runtime {
  readonly backend = 'webgpu';
  readonly #paths: RuntimePaths;
  readonly #acceptSoftware: boolean;

  /**
   * An adapter that computes on the processor, in software, is slower than WebAssembly and refused,
   * unless `acceptSoftware` asks for it, as tests on machines without a GPU do.
   */
  constructor(paths: RuntimePaths, { acceptSoftware }: { readonly acceptSoftware: boolean }) {
    this.#paths = paths;
    this.#acceptSoftware = acceptSoftware;
  }

  async obstacle(manifest: Manifest): Promise<string | null> {
    const gpu = (globalThis.navigator as { gpu?: Gpu }).gpu;
    if (!gpu) return 'this browser has no WebGPU';
    const adapter = await gpu
      .requestAdapter({ powerPreference: 'high-performance' })
      .catch(() => null);
    if (!adapter) return 'WebGPU finds no graphics processor here';
    if (adapter.info?.isFallbackAdapter && !this.#acceptSoftware) {
      return 'WebGPU would only imitate a graphics processor here';
    }
    const { maxStorageBufferBindingSize, maxBufferSize } = adapter.limits;
    const limit = Math.min(maxStorageBufferBindingSize, maxBufferSize);
    const needed = largestBuffer(manifest);
    return needed <= limit ? null : `a buffer of ${needed} bytes is over this GPU’s ${limit}`;
  }

  async open(manifest: Manifest, files: ModelFiles): Promise<OpenModel> {
    const ort = await import('onnxruntime-web/webgpu');
    ort.env.logLevel = 'error';
    ort.env.wasm.wasmPaths = this.#paths;
    ort.env.wasm.numThreads = 1;
    ort.env.webgpu.powerPreference = 'high-performance';
    return openOrtModel(ort, manifest, plainGraph(manifest, files), {
      executionProvider: 'webgpu',
      threads: 1,
      // A GPU's time goes into starting its kernels, so it gets more tokens at a time.
      tokensPerRun: 512,
    });
  }
}

/**
 * No less than the largest buffer that a model needs, in bytes: a weight is part of one file, and
 * of what is computed, attention scores and keys with values grow largest.
 */
export function largestBuffer({ architecture, max_tokens, weights }: Manifest): number {
  const { layers, heads, kv_heads, head_dim } = architecture;
  const attention = heads * max_tokens * max_tokens * Float32Array.BYTES_PER_ELEMENT;
  const keyValues = layers * 2 * kv_heads * max_tokens * head_dim * Float32Array.BYTES_PER_ELEMENT;
  return Math.max(attention, keyValues, ...weights.map(({ bytes }) => bytes));
}

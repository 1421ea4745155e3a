import type { Manifest } from '../core/manifest.ts';

/** The little of WebGPU that is looked at here; the runtime itself does the rest. */
interface Gpu {
  requestAdapter(options: { powerPreference: 'high-performance' }): Promise<Adapter | null>;
}

interface Adapter {
  readonly info?: { readonly isFallbackAdapter?: boolean };
  readonly limits: { readonly maxStorageBufferBindingSize: number; readonly maxBufferSize: number };
}

/**
 * Null where WebGPU can hold a model, else a clause that says why not. An adapter that computes on
 * the processor, in software, is slower than WebAssembly and refused, unless `acceptSoftware` asks
 * for it, as tests on machines without a GPU do.
 */
export async function gpuObstacle(
  manifest: Manifest,
  { acceptSoftware }: { readonly acceptSoftware: boolean },
): Promise<string | null> {
  const gpu = (globalThis.navigator as { gpu?: Gpu }).gpu;
  if (!gpu) return 'this browser has no WebGPU';
  const adapter = await gpu
    .requestAdapter({ powerPreference: 'high-performance' })
    .catch(() => null);
  if (!adapter) return 'WebGPU finds no graphics processor here';
  if (adapter.info?.isFallbackAdapter && !acceptSoftware) {
    return 'WebGPU would only imitate a graphics processor here';
  }
  const { maxStorageBufferBindingSize, maxBufferSize } = adapter.limits;
  const limit = Math.min(maxStorageBufferBindingSize, maxBufferSize);
  const needed = largestBuffer(manifest);
  return needed <= limit ? null : `a buffer of ${needed} bytes is over this GPU’s ${limit}`;
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

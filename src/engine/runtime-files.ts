/** Where the site keeps the runtimes' files: the bundler copies them, and gives their addresses. */
import plainMjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import plainModule from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?deflated';
import webgpuMjs from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import webgpuModule from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?deflated';
import type { RuntimeFiles } from './runtime-module.ts';
import type { Backend } from './types.ts';

/**
 * For WebAssembly the plain build, since the WebAssembly backend of the one with WebGPU lacks
 * operators that the models use.
 */
export const runtimeFiles: Readonly<Record<Backend, RuntimeFiles>> = {
  wasm: { mjs: plainMjs, module: plainModule },
  webgpu: { mjs: webgpuMjs, module: webgpuModule },
};

/** Where the site keeps the runtimes' files: the bundler copies them, and gives their addresses. */
import plainMjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import plainWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import webgpuMjs from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import webgpuWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';

/** The plain build, on which WebAssembly is computed. */
export const wasmPaths = { mjs: plainMjs, wasm: plainWasm };

/** The build with WebGPU. Its own WebAssembly backend lacks operators that the models use. */
export const webGpuPaths = { mjs: webgpuMjs, wasm: webgpuWasm };

import { availableParallelism } from 'node:os';
import { threadCount, WasmRuntime } from '../src/engine/wasm-runtime.ts';

/** WebAssembly under Node; the package's main entry is there a build without a browser's needs. */
export function nodeRuntime(): WasmRuntime {
  return new WasmRuntime({
    importOrt: () => import('onnxruntime-web'),
    threads: threadCount(availableParallelism(), true),
  });
}

/** The engine on WebAssembly alone, with two threads however many the machine has. */
import { expose } from 'comlink';
import { MemoryStore } from '../../../src/engine/memory-store.ts';
import { runtimeFiles } from '../../../src/engine/runtime-files.ts';
import { WasmRuntime } from '../../../src/engine/wasm-runtime.ts';
import { createWorkerApi } from '../../../src/engine/worker-api.ts';

const runtime = new WasmRuntime({
  importOrt: () => import('onnxruntime-web/wasm'),
  threads: 2,
  files: runtimeFiles.wasm,
});

expose(
  createWorkerApi(() =>
    Promise.resolve({
      store: new MemoryStore(),
      fetch: (url, init) => fetch(url, init),
      runtimes: [runtime],
    }),
  ),
);

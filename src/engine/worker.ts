/** The engine's worker: models run here, away from the page. */
import { expose } from 'comlink';
import { openStore } from './cache-store.ts';
import { runtimeFiles } from './runtime-files.ts';
import { threadCount, WasmRuntime } from './wasm-runtime.ts';
import { WebGpuRuntime } from './webgpu-runtime.ts';
import { createWorkerApi } from './worker-api.ts';

const threads = threadCount(navigator.hardwareConcurrency, crossOriginIsolated);

expose(
  createWorkerApi(async () => ({
    store: await openStore(),
    fetch: (url, init) => fetch(url, init),
    runtimes: [
      new WebGpuRuntime(runtimeFiles.webgpu, { acceptSoftware: false }),
      new WasmRuntime({
        importOrt: () => import('onnxruntime-web/wasm'),
        threads,
        files: runtimeFiles.wasm,
      }),
    ],
  })),
);

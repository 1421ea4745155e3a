import { openStore } from '../../../src/engine/cache-store.ts';
import type { Surroundings } from '../../../src/engine/model.ts';
import { runtimeFiles } from '../../../src/engine/runtime-files.ts';
import type { Runtime } from '../../../src/engine/runtime.ts';
import { WasmRuntime } from '../../../src/engine/wasm-runtime.ts';
import { WebGpuRuntime } from '../../../src/engine/webgpu-runtime.ts';

/** What the site's worker runs on, but with WebGPU accepted in software, and what becomes of that. */
export async function surroundings(
  preferred: (webgpu: Runtime) => readonly Runtime[],
): Promise<Surroundings> {
  return {
    store: await openStore(),
    fetch: (url, init) => fetch(url, init),
    runtimes: [
      ...preferred(new WebGpuRuntime(runtimeFiles.webgpu, { acceptSoftware: true })),
      new WasmRuntime({
        importOrt: () => import('onnxruntime-web/wasm'),
        threads: 2,
        files: runtimeFiles.wasm,
      }),
    ],
  };
}

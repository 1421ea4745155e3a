import type { Runtime } from './runtime.ts';

/** WebGPU after it failed in the middle of its work: named as an obstacle, and not tried again. */
export function stopped(webgpu: Runtime): Runtime {
  return {
    backend: webgpu.backend,
    module: webgpu.module,
    obstacle: () => Promise.resolve('WebGPU stopped in the middle of its work'),
    open: (manifest, files) => webgpu.open(manifest, files),
  };
}

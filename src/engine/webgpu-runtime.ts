import type { Manifest } from '../core/manifest.ts';
import { rejectingOnceLost, type Device } from './device-loss.ts';
import { gpuObstacle } from './gpu-obstacle.ts';
import type { ModelFiles } from './model-files.ts';
import { openOrtModel, plainGraph } from './ort-model.ts';
import type { OpenModel, Runtime } from './runtime.ts';
import { lendModule, type RuntimeFiles } from './runtime-module.ts';
import type { ModelFile } from './weight-store.ts';

/** ONNX Runtime on WebGPU. */
export class WebGpuRuntime implements Runtime {
  readonly backend = 'webgpu';
  readonly module: ModelFile;
  readonly #files: RuntimeFiles;
  readonly #software: { readonly acceptSoftware: boolean };

  constructor(files: RuntimeFiles, software: { readonly acceptSoftware: boolean }) {
    this.module = files.module;
    this.#files = files;
    this.#software = software;
  }

  obstacle(manifest: Manifest): Promise<string | null> {
    return gpuObstacle(manifest, this.#software);
  }

  async open(manifest: Manifest, contents: ModelFiles): Promise<OpenModel> {
    const ort = await import('onnxruntime-web/webgpu');
    ort.env.logLevel = 'error';
    ort.env.wasm.numThreads = 1;
    ort.env.webgpu.powerPreference = 'high-performance';
    await lendModule(ort, this.#files, contents);
    const model = await openOrtModel(ort, manifest, plainGraph(manifest, contents), {
      executionProvider: 'webgpu',
      threads: 1,
      // A GPU's time goes into starting its kernels, so it gets more tokens at a time.
      tokensPerRun: 512,
    });
    return rejectingOnceLost(model, (await ort.env.webgpu.device) as Device);
  }
}

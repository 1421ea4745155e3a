import { fileAt, type ModelFiles } from './model-files.ts';
import type { OnnxRuntime } from './ort-model.ts';
import type { Backend } from './types.ts';
import type { ModelFile, WeightStore } from './weight-store.ts';

/** What a runtime consists of: the address of the code that starts it, and its WebAssembly module. */
export interface RuntimeFiles {
  readonly mjs: string;
  /** Compressed by raw deflate. It is downloaded, verified and kept as the model’s own files are. */
  readonly module: ModelFile;
}

/** Has ONNX Runtime start from these files, instead of fetching its own. */
export async function lendModule(
  { env }: OnnxRuntime,
  { mjs, module }: RuntimeFiles,
  files: ModelFiles,
): Promise<void> {
  const packed = new Blob([fileAt(module.path, files)]);
  const stream = packed.stream().pipeThrough(new DecompressionStream('deflate-raw'));
  env.wasm.wasmPaths = { mjs };
  env.wasm.wasmBinary = await new Response(stream).arrayBuffer();
}

/** Under which the store knows the module that a runtime last ran on, by its hash. */
export function moduleKey(backend: Backend): string {
  return `runtime:${backend}`;
}

/** Remembers which module a runtime runs on, and drops the one that it ran on before an update. */
export async function keepModule(
  backend: Backend,
  file: ModelFile,
  store: WeightStore,
): Promise<void> {
  const key = moduleKey(backend);
  const before = await store.readText(key);
  if (before === file.sha256) return;
  await store.writeText(key, file.sha256);
  if (before !== null) await store.delete({ path: key, bytes: 0, sha256: before });
}

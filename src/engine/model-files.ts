import type { Manifest } from '../core/manifest.ts';
import { EngineError } from './engine-error.ts';
import type { ModelFile } from './weight-store.ts';

/** The contents of a model's files, verified, by the paths that its manifest gives them. */
export type ModelFiles = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** The files that a model consists of, besides its manifest. */
export function modelFiles(manifest: Manifest): readonly ModelFile[] {
  const { graph, tokenizer, weights, wasm_graph } = manifest;
  const forWasm = wasm_graph ? [wasm_graph.graph, wasm_graph.unpacking] : [];
  return [graph, tokenizer, ...forWasm, ...weights];
}

/** The content of one file; throws `manifest` when there is none. */
export function fileAt(path: string, files: ModelFiles): Uint8Array<ArrayBuffer> {
  const bytes = files.get(path);
  if (!bytes) throw new EngineError('manifest', 'A file of the model is missing.', path);
  return bytes;
}

import type { Manifest } from '../core/manifest.ts';
import { fileAt, type ModelFiles } from './model-files.ts';
import { openOrtModel, plainGraph, type OnnxRuntime, type OrtGraph } from './ort-model.ts';
import type { OpenModel, Runtime } from './runtime.ts';
import { lendModule, type RuntimeFiles } from './runtime-module.ts';
import { parseUnpacking, unpackInt8 } from './unpack-int8.ts';
import type { ModelFile } from './weight-store.ts';

export interface WasmRuntimeOptions {
  /** The plain build, imported no sooner than a model is opened; browsers and Node each have one. */
  readonly importOrt: () => Promise<OnnxRuntime>;
  readonly threads: number;
  /** Absent in Node, where the runtime finds its files itself. */
  readonly files?: RuntimeFiles;
}

/** ONNX Runtime on WebAssembly. */
export class WasmRuntime implements Runtime {
  readonly backend = 'wasm';
  readonly module: ModelFile | null;
  readonly #options: WasmRuntimeOptions;

  constructor(options: WasmRuntimeOptions) {
    this.#options = options;
    this.module = options.files?.module ?? null;
  }

  obstacle(): Promise<string | null> {
    return Promise.resolve(
      typeof WebAssembly === 'object' ? null : 'this browser has no WebAssembly',
    );
  }

  async open(manifest: Manifest, contents: ModelFiles): Promise<OpenModel> {
    const { importOrt, threads, files } = this.#options;
    const ort = await importOrt();
    ort.env.logLevel = 'error';
    ort.env.wasm.numThreads = threads;
    if (files) await lendModule(ort, files, contents);
    const graph = int8Graph(manifest, contents) ?? plainGraph(manifest, contents);
    return openOrtModel(ort, manifest, graph, {
      executionProvider: 'wasm',
      threads,
      // Some 0.3 s on a laptop: short enough to show the steps one after the other and to be
      // cancelled, long enough that preparing a run does not count.
      tokensPerRun: 128,
    });
  }
}

/**
 * The model's second graph with its weights unpacked to 8 bits: WebAssembly multiplies those several
 * times as fast. Null when the model has none.
 */
function int8Graph(manifest: Manifest, files: ModelFiles): OrtGraph | null {
  if (!manifest.wasm_graph) return null;
  const { graph, unpacking } = manifest.wasm_graph;
  const table = parseUnpacking(JSON.parse(new TextDecoder().decode(fileAt(unpacking.path, files))));
  const plain = plainGraph(manifest, files);
  const unpacked = { path: table.path, data: unpackInt8(table, files) };
  return { graph: fileAt(graph.path, files), externalData: [...plain.externalData, unpacked] };
}

/**
 * How many threads to compute with. More than one needs memory that threads share, which browsers
 * give to isolated pages only. Processors count each core twice when it runs two threads, and the
 * second adds nothing to arithmetic as dense as this: beyond four, half of them are taken.
 */
export function threadCount(processors: number, isolated: boolean): number {
  if (!isolated) return 1;
  return Math.max(1, Math.min(processors, 4), Math.min(Math.floor(processors / 2), 8));
}

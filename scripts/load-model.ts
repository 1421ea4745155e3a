import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MemoryStore } from '../src/engine/memory-store.ts';
import { Model } from '../src/engine/model.ts';
import { fileFetch } from './file-fetch.ts';
import { nodeRuntime } from './node-runtime.ts';

/** The model of a folder, on WebAssembly under Node; says on standard error what runs it. */
export function loadModel(folder: string): Promise<Model> {
  const url = pathToFileURL(join(resolve(folder), 'manifest.json'));
  const surroundings = { store: new MemoryStore(), fetch: fileFetch, runtimes: [nodeRuntime()] };
  return Model.load(url, surroundings, new AbortController().signal, (state) => {
    if (state.status === 'ready') process.stderr.write(`${folder}: ${state.reason}\n`);
  });
}

/** The site's worker on WebAssembly, which also tells how large the modules' memories have grown. */
import { expose } from 'comlink';
import { createWorkerApi } from '../../../src/engine/worker-api.ts';
import { surroundings } from './surroundings.ts';

const memories: WebAssembly.Memory[] = [];

WebAssembly.Memory = class extends WebAssembly.Memory {
  constructor(descriptor: WebAssembly.MemoryDescriptor) {
    super(descriptor);
    memories.push(this);
  }
};

/** For the soak, which asks the worker itself. */
Object.assign(globalThis, {
  moduleBytes: () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
});

expose(createWorkerApi(() => surroundings(() => [])));

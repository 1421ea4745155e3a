import { expose } from 'comlink';
import { createWorkerApi } from '../../../src/engine/worker-api.ts';
import { surroundings } from './surroundings.ts';

expose(createWorkerApi(() => surroundings((webgpu) => [webgpu])));

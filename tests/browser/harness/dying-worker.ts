/** A worker that loads as it should and dies of the first thing that it is to score. */
import { expose } from 'comlink';
import { createWorkerApi } from '../../../src/engine/worker-api.ts';
import { surroundings } from './surroundings.ts';

const api = createWorkerApi(() => surroundings(() => []));

expose({
  ...api,
  score: () => {
    setTimeout(() => {
      throw new Error('out of luck');
    });
    return new Promise(() => undefined);
  },
});

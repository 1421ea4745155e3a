/** A worker whose GPU computes wrong numbers once a sequence is long, as some drivers do. */
import { expose } from 'comlink';
import type { OpenModel, Runtime } from '../../../src/engine/runtime.ts';
import { createWorkerApi } from '../../../src/engine/worker-api.ts';
import { surroundings } from './surroundings.ts';

function lying(webgpu: Runtime): Runtime {
  return {
    backend: 'webgpu',
    module: webgpu.module,
    obstacle: (manifest) => webgpu.obstacle(manifest),
    open: async (manifest, files) => {
      const model = await webgpu.open(manifest, files);
      const run: OpenModel['run'] = async (ids, past) => {
        const { logits, ...rest } = await model.run(ids, past);
        const wrong = logits.map((logit, i) => (past.length + i > 64 ? logit / 2 : logit));
        return { ...rest, logits: wrong };
      };
      return {
        threads: model.threads,
        tokensPerRun: model.tokensPerRun,
        run,
        close: () => model.close(),
      };
    },
  };
}

expose(createWorkerApi(() => surroundings((webgpu) => [lying(webgpu)])));

/** A worker whose GPU goes in the middle of the first scoring, as with a driver that is restarted. */
import { expose } from 'comlink';
import type { OpenModel, Runtime } from '../../../src/engine/runtime.ts';
import { createWorkerApi } from '../../../src/engine/worker-api.ts';
import { surroundings } from './surroundings.ts';

let isScoring = false;

function losing(webgpu: Runtime): Runtime {
  return {
    backend: 'webgpu',
    module: webgpu.module,
    obstacle: (manifest) => webgpu.obstacle(manifest),
    open: async (manifest, files) => {
      const model = await webgpu.open(manifest, files);
      const { env } = await import('onnxruntime-web/webgpu');
      const device = (await env.webgpu.device) as { destroy(): void };
      const run: OpenModel['run'] = (ids, past) => {
        const running = model.run(ids, past);
        if (isScoring) device.destroy();
        return running;
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

const api = createWorkerApi(() => surroundings((webgpu) => [losing(webgpu)]));

expose({
  ...api,
  score: (...call: Parameters<typeof api.score>) => {
    isScoring = true;
    return api.score(...call);
  },
});

import { describe, expect, it } from 'vitest';
import { chooseRuntime } from '../../src/engine/choose-runtime.ts';
import { EngineError } from '../../src/engine/engine-error.ts';
import { FakeRuntime } from './fake-runtime.ts';
import { fakeManifest } from './tiny-model.ts';

const manifest = fakeManifest();
const files = new Map<string, Uint8Array<ArrayBuffer>>();

function choose(...runtimes: FakeRuntime[]) {
  const steps: string[] = [];
  const { signal } = new AbortController();
  const obtain = () => Promise.resolve(files);
  const chosen = chooseRuntime(runtimes, manifest, obtain, signal, (status, backend) => {
    steps.push(`${status} ${backend}`);
  });
  return { chosen, steps };
}

describe('chooseRuntime', () => {
  it('takes the first that can hold the model and computes rightly', async () => {
    const { chosen, steps } = choose(
      new FakeRuntime({ backend: 'webgpu' }),
      new FakeRuntime({ backend: 'wasm' }),
    );
    expect(await chosen).toMatchObject({
      backend: 'webgpu',
      reason: 'Runs on WebGPU.',
      notices: [],
    });
    expect(steps).toEqual(['compiling webgpu', 'testing webgpu']);
  });

  it('says why it passed one over, without a notice: nothing went wrong', async () => {
    const { chosen } = choose(
      new FakeRuntime({ backend: 'webgpu', obstacle: 'this browser has no WebGPU' }),
      new FakeRuntime({ backend: 'wasm' }),
    );
    expect(await chosen).toMatchObject({
      backend: 'wasm',
      reason: 'Runs on WebAssembly with 1 thread, since this browser has no WebGPU.',
      notices: [],
    });
  });

  it('drops a backend that computes wrong numbers, closes it and gives notice', async () => {
    const lying = new FakeRuntime({ backend: 'webgpu', error: 0.5 });
    const { chosen, steps } = choose(lying, new FakeRuntime({ backend: 'wasm' }));
    const { backend, reason, notices } = await chosen;
    expect(backend).toBe('wasm');
    expect(reason).toContain('WebGPU computed wrong numbers');
    expect(notices).toHaveLength(1);
    expect(lying.opened[0]?.model.closed).toBe(true);
    expect(steps).toEqual(['compiling webgpu', 'testing webgpu', 'compiling wasm', 'testing wasm']);
  });

  it('accepts differences within the tolerance', async () => {
    const { chosen } = choose(new FakeRuntime({ backend: 'webgpu', error: 0.01 }));
    expect((await chosen).backend).toBe('webgpu');
  });

  it('takes a number that is none for wrong', async () => {
    const { chosen } = choose(new FakeRuntime({ backend: 'webgpu', error: NaN }));
    await expect(chosen).rejects.toMatchObject({ code: 'self-test' });
  });

  it('tests WebGPU at the full length too, WebAssembly at the short one only', async () => {
    const webgpu = new FakeRuntime({ backend: 'webgpu', tokensPerRun: 1000 });
    await choose(webgpu).chosen;
    expect(webgpu.opened[0]?.model.runs).toEqual([10, 100]);
    const wasm = new FakeRuntime({ backend: 'wasm', tokensPerRun: 1000 });
    await choose(wasm).chosen;
    expect(wasm.opened[0]?.model.runs).toEqual([10]);
  });

  it('goes on after one that cannot open the model', async () => {
    const failure = new EngineError('out-of-memory', 'The model does not fit.');
    const { chosen } = choose(
      new FakeRuntime({ backend: 'webgpu', failure }),
      new FakeRuntime({ backend: 'wasm' }),
    );
    const { backend, reason, notices } = await chosen;
    expect(backend).toBe('wasm');
    expect(reason).toContain('since WebGPU failed');
    expect(notices[0]).toContain('The model does not fit.');
  });

  it('fails with what the last one failed with', async () => {
    const { chosen } = choose(
      new FakeRuntime({ backend: 'webgpu', error: 1 }),
      new FakeRuntime({
        backend: 'wasm',
        failure: new EngineError('out-of-memory', 'The model does not fit.'),
      }),
    );
    await expect(chosen).rejects.toMatchObject({ code: 'out-of-memory' });
  });

  it('says that there is no backend when none could be tried', async () => {
    const { chosen } = choose(new FakeRuntime({ backend: 'wasm', obstacle: 'no WebAssembly' }));
    await expect(chosen).rejects.toMatchObject({ code: 'no-backend', detail: 'no WebAssembly' });
  });
});

import { describe, expect, it } from 'vitest';
import { rejectingOnceLost, type Device } from '../../src/engine/device-loss.ts';
import type { KeyValues, OpenModel } from '../../src/engine/runtime.ts';

const past: KeyValues = { length: 0, data: new Float32Array() };
const answer = { logits: new Float32Array([1]), outcomes: null, surprise: null, present: past };

/** A device that goes when `lose` is called, and a model whose run ends when `finish` is. */
function made() {
  let lose: () => void = () => undefined;
  let finish: () => void = () => undefined;
  const lost: Device['lost'] = new Promise((resolve) => {
    lose = () => resolve({ reason: 'unknown', message: 'The driver was restarted.' });
  });
  const run = () => new Promise<typeof answer>((resolve) => (finish = () => resolve(answer)));
  const model: OpenModel = { threads: 1, tokensPerRun: 8, run, close: () => Promise.resolve() };
  return {
    model: rejectingOnceLost(model, { lost }),
    lose: () => lose(),
    finish: () => finish(),
  };
}

const loss = {
  code: 'internal',
  detail: expect.stringContaining('driver was restarted') as string,
};

describe('A model on a device that can be lost', () => {
  it('answers as long as the device is there', async () => {
    const { model, finish } = made();
    const running = model.run(new Int32Array(1), past);
    finish();
    expect(await running).toBe(answer);
  });

  it('rejects a run that the loss leaves waiting for ever', async () => {
    const { model, lose } = made();
    const running = model.run(new Int32Array(1), past);
    lose();
    await expect(running).rejects.toMatchObject(loss);
  });

  it('rejects every later run, whatever the runtime makes of it', async () => {
    const { model, lose, finish } = made();
    lose();
    await Promise.resolve();
    const running = model.run(new Int32Array(1), past);
    finish();
    await expect(running).rejects.toMatchObject(loss);
  });

  it('does not mind a loss that nobody waits for', async () => {
    const { lose } = made();
    lose();
    await new Promise((resolve) => setTimeout(resolve));
  });
});

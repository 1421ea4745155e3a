import { describe, expect, it } from 'vitest';
import { stepLogits } from '../../src/core/surprise.ts';

const ids = Int32Array.from([9, 1, 50, 2, 51]);
const outputs = {
  logits: Float32Array.from([4, 3, 2, 1, 0]),
  nats: Float32Array.from([0, 2, 1, 4, 8]),
};
const weights = {
  output: 'surprise',
  numbers: [1, 2],
  bias: 1,
  token: 0.25,
  number: 0.125,
};

describe('stepLogits', () => {
  it('takes off what the tokens of the step so far have cost, and its digits by their surprise', () => {
    const logits = stepLogits(ids, outputs, { start: 1, end: 3 }, weights);
    const digit = 0.25 + 0.125 * 2;
    const word = 0.25;
    const secondDigit = 0.25 + 0.125 * 4;
    expect([...logits]).toEqual([
      1 + 3 - digit,
      1 + 2 - digit - word,
      1 + 1 - digit - word - secondDigit,
    ]);
  });

  it('starts anew with each step', () => {
    const [first] = stepLogits(ids, outputs, { start: 4, end: 4 }, weights);
    expect(first).toBe(1 + 0 - 0.25);
  });

  it('is the head’s own logit without weights, or without surprise', () => {
    const step = { start: 1, end: 3 };
    expect([...stepLogits(ids, outputs, step, undefined)]).toEqual([3, 2, 1]);
    expect([...stepLogits(ids, { ...outputs, nats: null }, step, weights)]).toEqual([3, 2, 1]);
  });

  it('leaves what the model said as it was', () => {
    stepLogits(ids, outputs, { start: 0, end: 4 }, weights);
    expect([...outputs.logits]).toEqual([4, 3, 2, 1, 0]);
  });
});

import type { SurpriseWeights } from './manifest.ts';

/** What a model says of each token of a sequence. */
export interface TokenOutputs {
  /** The head's logit: is all up to here still right? */
  readonly logits: Float32Array;
  /**
   * The token's surprise, −log p(token | all before it) by the model's own language model, in nats;
   * 0 for the first. Null where the model does not tell.
   */
  readonly nats: Float32Array | null;
}

/** Where a step's tokens stand in a sequence: from `start` to `end`; its `index` counts from 0. */
export interface StepPlace {
  readonly start: number;
  readonly end: number;
  readonly index: number;
}

/**
 * The logits of a step, were it to end at each of its tokens: with h the head's logit there, the sums
 * over the step's tokens so far, and the step the k-th of its solution,
 *
 *     bias + h − token · n − number · (nats of its digits) − position · log k
 *
 * A step that says more, that comes later, or whose numbers the model itself would not have written, is
 * likelier wrong. Without weights, or where the model tells no surprise, they are the head's own.
 */
export function stepLogits(
  ids: Int32Array,
  { logits, nats }: TokenOutputs,
  { start, end, index }: StepPlace,
  weights: SurpriseWeights | undefined,
): Float32Array {
  const out = logits.slice(start, end + 1);
  if (!weights || !nats) return out;
  let cost = weights.position * Math.log(index + 1) - weights.bias;
  for (let i = 0; i < out.length; i++) {
    const isNumber = weights.numbers.includes(ids[start + i] as number);
    cost += weights.token + (isNumber ? weights.number * (nats[start + i] as number) : 0);
    out[i] = (out[i] as number) - cost;
  }
  return out;
}

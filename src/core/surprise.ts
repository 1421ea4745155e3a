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

/**
 * The logits of the step that begins at `start`, were it to end at each of its tokens, `end` being
 * the last: with h the head's logit there and the sums over the step's tokens so far,
 *
 *     bias + h − token · n − number · (nats of its digits)
 *
 * A step that says more, or whose numbers the model itself would not have written, is likelier wrong.
 * Without weights, or where the model tells no surprise, they are the head's own.
 */
export function stepLogits(
  ids: Int32Array,
  { logits, nats }: TokenOutputs,
  { start, end }: { readonly start: number; readonly end: number },
  weights: SurpriseWeights | undefined,
): Float32Array {
  const out = logits.slice(start, end + 1);
  if (!weights || !nats) return out;
  let cost = -weights.bias;
  for (let i = 0; i < out.length; i++) {
    const isNumber = weights.numbers.includes(ids[start + i] as number);
    cost += weights.token + (isNumber ? weights.number * (nats[start + i] as number) : 0);
    out[i] = (out[i] as number) - cost;
  }
  return out;
}

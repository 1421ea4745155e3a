import type { Manifest } from '../core/manifest.ts';
import type { TokenOutputs } from '../core/surprise.ts';
import { KeyValueCache } from './key-value-cache.ts';
import type { OpenModel } from './runtime.ts';

/**
 * What a model says of token sequences, one after the other. A sequence that begins like the last one
 * continues from where they part: typing in a step costs that step and what follows it.
 */
export class SequenceScorer {
  readonly #model: OpenModel;
  readonly #cache: KeyValueCache;
  #ids: Int32Array = new Int32Array();
  readonly #logits: Float32Array;
  /** Null where the model tells no surprise. */
  readonly #nats: Float32Array | null;
  /** Null where the model has no such head. */
  readonly #outcomes: Float32Array | null;

  constructor(model: OpenModel, manifest: Manifest) {
    this.#model = model;
    this.#cache = new KeyValueCache(manifest.architecture, manifest.max_tokens);
    this.#logits = new Float32Array(manifest.max_tokens);
    this.#nats = manifest.surprise ? new Float32Array(manifest.max_tokens) : null;
    this.#outcomes = manifest.heads.orm ? new Float32Array(manifest.max_tokens) : null;
  }

  /**
   * Computes what the model says of every token of `ids`, a run at a time. `onoutputs` is called
   * after each run, and first for what an earlier sequence left, with what is known so far: valid
   * until it returns. Resolves to the number of tokens reused. Throws the signal's reason between two
   * runs; what was computed until then is kept for the next call.
   */
  async score(
    ids: Int32Array,
    signal: AbortSignal,
    onoutputs: (outputs: TokenOutputs) => void,
  ): Promise<number> {
    signal.throwIfAborted();
    const reused = commonPrefix(ids, this.#ids.subarray(0, this.#cache.length));
    this.#cache.truncate(reused);
    this.#ids = ids;
    if (reused > 0) onoutputs(this.#known(reused));

    let done = reused;
    while (done < ids.length) {
      // A graph tells at each token what the next one costs: the last one known is asked again.
      const start = this.#nats && done > 0 ? done - 1 : done;
      this.#cache.truncate(start);
      const run = ids.slice(start, done + this.#model.tokensPerRun);
      const { logits, outcomes, surprise, present } = await this.#model.run(
        run,
        this.#cache.past(),
      );
      this.#logits.set(logits, start);
      if (outcomes) this.#outcomes?.set(outcomes, start);
      if (surprise) this.#nats?.set(surprise.subarray(0, run.length - 1), start + 1);
      this.#cache.append(present);
      done = this.#cache.length;
      onoutputs(this.#known(done));
      await messagesArrived();
      signal.throwIfAborted();
    }
    return reused;
  }

  #known(count: number): TokenOutputs {
    return {
      logits: this.#logits.subarray(0, count),
      nats: this.#nats?.subarray(0, count) ?? null,
    };
  }

  /** The ORM's logit at a position of the last sequence; null where the model has no such head. */
  outcomeAt(position: number): number | null {
    return this.#outcomes?.[position] ?? null;
  }
}

function commonPrefix(a: Int32Array, b: Int32Array): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) if (a[i] !== b[i]) return i;
  return shorter;
}

/** A run blocks its worker: only after a turn of the event loop has a cancellation been heard. */
function messagesArrived(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

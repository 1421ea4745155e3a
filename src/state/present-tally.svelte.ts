import * as v from 'valibot';
import { scoreOutcomes, type Outcome, type Score } from '../core/lesson-outcome.ts';
import type { LessonCase } from '../core/lesson.ts';
import { sha256InScript } from '../engine/sha256.ts';
import { Persisted, type KeyValueStorage } from './persisted.svelte.ts';

/** More are not kept; the oldest go first. */
const limit = 1000;

const place = v.pipe(v.number(), v.integer(), v.minValue(-1));
const entry = v.object({
  /** Tells cases apart without keeping their text. */
  key: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  class: place,
  model: place,
  truth: v.nullable(place),
});
type Entry = v.InferOutput<typeof entry>;
const entries = v.pipe(v.array(entry), v.maxLength(limit), v.readonly());

/**
 * What was predicted on this machine, beside what the model said. A case counts once, with its first
 * prediction: whoever sees it again knows the answer.
 */
export class Tally {
  readonly #stored: Persisted<readonly Entry[]>;

  constructor(storage: KeyValueStorage | null) {
    this.#stored = new Persisted(storage, 'stepwise.tally', (stored) => {
      const result = v.safeParse(entries, stored);
      return result.success ? result.output : [];
    });
  }

  get score(): Score {
    return scoreOutcomes(this.#stored.value);
  }

  /** Counts a case, unless it counts already or class or model said nothing. */
  record(one: Pick<LessonCase, 'problem' | 'steps'>, outcome: Outcome): void {
    const { model, truth } = outcome;
    const key = keyOf(one);
    if (outcome.class === null || model === null) return;
    if (this.#stored.value.some((entry) => entry.key === key)) return;
    const entry: Entry = { key, class: outcome.class, model, truth };
    this.#stored.value = [...this.#stored.value, entry].slice(-limit);
  }

  reset(): void {
    this.#stored.value = [];
  }

  flush(): void {
    this.#stored.flush();
  }
}

function keyOf({ problem, steps }: Pick<LessonCase, 'problem' | 'steps'>): string {
  const hash = sha256InScript(new TextEncoder().encode(JSON.stringify([problem, steps])));
  return Array.from(hash.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

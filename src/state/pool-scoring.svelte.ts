import type { ProblemRecord, SampleRecord } from '../core/pool-line.ts';
import { isAbort, toEngineError } from '../engine/engine-error.ts';
import type { EngineErrorData } from '../engine/types.ts';
import type { Model } from './model.svelte.ts';

/** Where the scoring of a visitor's pool stands. */
export type ScoringStatus =
  | { readonly kind: 'paused' }
  | { readonly kind: 'running' }
  | { readonly kind: 'failed'; readonly error: EngineErrorData };

/** Samples whose texts the loaded model reads, one after the other, until all have a PRM's score. */
export class PoolScoring {
  readonly #model: Model;
  readonly #onscored: (records: readonly ProblemRecord[]) => void;
  /** Replaced problem by problem; what was scored stays scored, whatever happens. */
  readonly #records: ProblemRecord[];
  readonly total: number;
  #done = $state(0);
  #cut = $state(0);
  #status = $state.raw<ScoringStatus>({ kind: 'paused' });
  #running: AbortController | null = null;

  /** `onscored` hears of every problem that has become complete. */
  constructor(
    records: readonly ProblemRecord[],
    model: Model,
    onscored: (records: readonly ProblemRecord[]) => void,
  ) {
    this.#records = [...records];
    this.#model = model;
    this.#onscored = onscored;
    this.total = records.reduce((sum, { samples }) => sum + samples.filter(isToScore).length, 0);
  }

  /** How many samples have been scored here. */
  get done(): number {
    return this.#done;
  }

  /** How many of them were longer than the model reads, and are judged by their beginning. */
  get cut(): number {
    return this.#cut;
  }

  get status(): ScoringStatus {
    return this.#status;
  }

  get isComplete(): boolean {
    return this.#done === this.total;
  }

  /** Scores from where it stopped; loads the model first if need be. */
  async resume(): Promise<void> {
    if (this.#running || this.isComplete) return;
    const running = new AbortController();
    this.#running = running;
    this.#status = { kind: 'running' };
    try {
      const isReady = this.#model.isReady || (await this.#model.load());
      if (isReady) await this.#scoreAll(running.signal);
      if (this.#running === running) this.#status = { kind: 'paused' };
    } catch (thrown) {
      if (this.#running !== running) return;
      const error = toEngineError(thrown).data;
      if (isAbort(thrown)) this.#status = { kind: 'paused' };
      else {
        this.#status = { kind: 'failed', error };
        this.#model.noteFailure(error);
      }
    } finally {
      if (this.#running === running) this.#running = null;
    }
  }

  /** Stops after the present run of the model; nothing that was scored is lost. */
  pause(): void {
    const running = this.#running;
    this.#running = null;
    this.#status = { kind: 'paused' };
    running?.abort();
  }

  async #scoreAll(signal: AbortSignal): Promise<void> {
    for (let at = 0; at < this.#records.length; at++) {
      for (let sample = 0; sample < (this.#records[at]?.samples.length ?? 0); sample++) {
        await this.#score(at, sample, signal);
        if (signal.aborted) return;
      }
    }
  }

  async #score(at: number, place: number, signal: AbortSignal): Promise<void> {
    const record = this.#records[at];
    const sample = record?.samples[place];
    if (!record || !sample || !isToScore(sample)) return;
    const written = sample.steps.filter((step) => step.trim() !== '');
    const input = { problem: record.problem ?? '', steps: written };
    const { steps, outcome } = await this.#model.engine.score(input, { signal });
    if (signal.aborted) return;
    this.#done++;
    if (steps.length < written.length) this.#cut++;
    const last = steps.length - 1;
    // Of a sample without one scored step nothing is known; its problem stays out of the figure.
    if (last < 0) return;
    const scored: SampleRecord = {
      ...sample,
      // Blank steps have no score of their own. What lies beyond the model's reach joins the last
      // step, so that no text is lost.
      steps: [...written.slice(0, last), written.slice(last).join('\n')],
      prm: steps.map(({ probability }) => probability),
      neutral: null,
      orm: sample.orm ?? outcome,
    };
    const samples = record.samples.with(place, scored);
    this.#records[at] = { ...record, samples };
    if (!samples.some(isToScore)) this.#onscored([...this.#records]);
  }
}

/** Whether a sample has text and no score of the PRM. */
export function isToScore(
  sample: SampleRecord,
): sample is SampleRecord & { steps: readonly string[] } {
  return sample.prm === null && sample.steps !== null && sample.steps.some((s) => s.trim() !== '');
}

import { aggregations, type Aggregation } from '../core/aggregate.ts';
import { firstError } from '../core/first-error.ts';
import { isAbort, toEngineError } from '../engine/engine-error.ts';
import type { EngineErrorData, ScoreResult, StepScore } from '../engine/types.ts';
import { score } from '../i18n/score.ts';
import type { Announcer } from './announcer.svelte.ts';
import type { Arithmetic } from './arithmetic.svelte.ts';
import type { Draft, DraftChange } from './draft.svelte.ts';
import type { Model } from './model.svelte.ts';
import type { Preferences } from './preferences.svelte.ts';
import { ScoreBook, type JudgedStep } from './score-book.ts';
import { verdictOf, type Verdict } from './verdict.ts';

/** A step as the page shows it. */
export interface Row {
  readonly id: number;
  readonly text: string;
  readonly judged: JudgedStep | null;
  readonly verdict: Verdict | null;
  readonly place: 'sound' | 'first-error' | 'after';
  /** What was last shown for a step whose new score is still to come. */
  readonly was: number | null;
  /** An old and a new probability, for a moment after a re-score changed it. */
  readonly change: Change | null;
}

type ById<T> = Readonly<Record<number, T | undefined>>;

export interface Change {
  readonly from: number;
  readonly to: number;
}

export type Run =
  | { readonly kind: 'idle' }
  | { readonly kind: 'judging'; readonly done: number; readonly total: number }
  | {
      readonly kind: 'judged';
      readonly result: Omit<ScoreResult, 'steps'>;
      readonly reached: number;
    }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly error: EngineErrorData };

/** How long the visitor must pause before a burst of typing is judged. */
const typingPause = 350;
/** How long 'old → new' stays beside a step. */
const changeShown = 6000;
/** A smaller difference than the two decimals show is no news. */
const noticeable = 0.005;

const fallbackThreshold = 0.5;
const fallbackAggregation: Aggregation = 'product';

/** What the model thinks of the draft: scores, the first error, what an edit changed. */
export class Judgement {
  readonly #draft: Draft;
  readonly #model: Model;
  readonly #preferences: Preferences;
  readonly #announcer: Announcer;
  readonly #arithmetic: Arithmetic;
  readonly #book = new ScoreBook();
  #edition = $state(0);
  #run = $state.raw<Run>({ kind: 'idle' });
  #changes = $state.raw<ById<Change>>({});
  /** The probability last shown for each step, to tell what a re-score changed. */
  #shown = $state.raw<ById<number>>({});
  /** What `rows` was, so that a row that stays the same stays the same object and is not redrawn. */
  #rowsBefore: readonly Row[] = [];
  #running: AbortController | null = null;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #fading: ReturnType<typeof setTimeout> | undefined;

  constructor(
    draft: Draft,
    model: Model,
    preferences: Preferences,
    announcer: Announcer,
    arithmetic: Arithmetic,
  ) {
    this.#draft = draft;
    this.#model = model;
    this.#preferences = preferences;
    this.#announcer = announcer;
    this.#arithmetic = arithmetic;
  }

  readonly #scores = $derived.by(() => {
    void this.#edition;
    const { problem, steps } = this.#draft.text;
    return this.#book.read(problem, steps);
  });

  /** Probabilities of the steps with text, as far as they are known without a gap. */
  readonly probabilities: readonly number[] = $derived.by(() => {
    const scores = this.#scores;
    const known: number[] = [];
    for (const [index, step] of this.#draft.steps.entries()) {
      if (step.text.trim() === '') continue;
      const judged = scores[index];
      if (!judged) break;
      known.push(judged.probability);
    }
    return known;
  });

  /** True when every step that has text has a score, and at least one does. */
  readonly isComplete: boolean = $derived.by(() => {
    const written = this.#draft.steps.filter((step) => step.text.trim() !== '').length;
    return written > 0 && this.probabilities.length === written;
  });

  readonly rows: readonly Row[] = $derived.by(() => {
    const threshold = this.threshold;
    const scores = this.#scores;
    let failed = false;
    const rows = this.#draft.steps.map((step, index) => {
      const judged = scores[index] ?? null;
      const isFirstError = !failed && judged !== null && judged.probability < threshold;
      const place = failed ? 'after' : isFirstError ? 'first-error' : 'sound';
      failed ||= isFirstError;
      const row: Row = {
        ...step,
        judged,
        verdict: judged && verdictOf(judged.probability, threshold),
        place,
        was: judged || step.text.trim() === '' ? null : (this.#shown[step.id] ?? null),
        change: (judged && this.#changes[step.id]) ?? null,
      };
      const before = this.#rowsBefore[index];
      return before && isSameRow(before, row) ? before : row;
    });
    this.#rowsBefore = rows;
    return rows;
  });

  /** The place of the first error among the scored steps; −1 for none. */
  readonly firstError: number = $derived(firstError(this.probabilities, this.threshold));

  get defaultThreshold(): number {
    return this.#model.manifest?.calibration.threshold ?? fallbackThreshold;
  }

  get threshold(): number {
    return this.#preferences.threshold ?? this.defaultThreshold;
  }

  get aggregation(): Aggregation {
    const suited = this.#model.manifest?.heads.prm?.aggregation;
    return this.#preferences.aggregation ?? suited ?? fallbackAggregation;
  }

  /** The solution's score by one way of aggregating; NaN without scores. */
  solutionScore(aggregation: Aggregation): number {
    return aggregations[aggregation](this.probabilities);
  }

  /** The ORM's probability that the answer is right; null where the model or its reach has none. */
  get outcome(): number | null {
    return this.#run.kind === 'judged' ? this.#run.result.outcome : null;
  }

  get run(): Run {
    return this.#run;
  }

  /** True when the scores on show come from the model in this page. */
  readonly isLive: boolean = $derived(this.#scores.some((score) => score?.source === 'model'));

  /** Takes scores that came with a worked example or from an earlier visit. */
  record(problem: string, steps: readonly string[], probabilities: readonly number[]): void {
    const judged = probabilities.map((probability): JudgedStep => ({
      probability,
      logit: null,
      surprise: null,
      tokens: [],
      source: 'recorded',
    }));
    this.#book.write(problem, steps, judged);
    this.#edition++;
    this.#note();
  }

  /** Drops all scores, when they turn out to be another model's. */
  forget(): void {
    this.#book.clear();
    this.#forgetShown();
    this.#edition++;
  }

  /** Reacts to an edit: stops what runs, and judges again once the visitor pauses. */
  draftChanged(change: DraftChange, needsModel: boolean): void {
    this.#stop();
    this.#run = { kind: 'idle' };
    if (change === 'replacement') this.#forgetShown();
    this.#note();
    if (needsModel && !this.isComplete && !this.#draft.isEmpty) void this.#loadAndJudge();
    this.#pause = setTimeout(() => void this.judge(), change === 'typing' ? typingPause : 0);
  }

  async #loadAndJudge(): Promise<void> {
    if (await this.#model.want()) await this.judge();
  }

  /** Judges what this page's model has not judged yet, if it is there. */
  async judge(): Promise<void> {
    this.#stop();
    const { problem, steps } = this.#draft.text;
    const written = steps.filter((step) => step.trim() !== '');
    const isJudged = this.isComplete && this.#scores.every((score) => score?.source !== 'recorded');
    if (!this.#model.isReady || isJudged || written.length === 0) return;
    const running = new AbortController();
    this.#running = running;
    this.#run = { kind: 'judging', done: 0, total: written.length };
    const take = (scores: readonly StepScore[]): void => {
      if (this.#running !== running) return;
      this.#book.write(problem, steps, scores.map(judgedByModel));
      this.#edition++;
      this.#note();
    };
    try {
      const { steps: scores, ...result } = await this.#model.engine.score(
        { problem, steps: written },
        {
          signal: running.signal,
          onprogress: (scores) => {
            take(scores);
            if (this.#running !== running) return;
            this.#run = { kind: 'judging', done: scores.length, total: written.length };
          },
        },
      );
      take(scores);
      if (this.#running !== running) return;
      this.#run = { kind: 'judged', result, reached: scores.length };
      this.#announcer.say(this.#verdictSentence());
    } catch (thrown) {
      if (this.#running !== running || isAbort(thrown)) return;
      const error = toEngineError(thrown).data;
      this.#run = { kind: 'failed', error };
      this.#model.noteFailure(error);
    } finally {
      if (this.#running === running) this.#running = null;
    }
  }

  /** Ends a run at the visitor's wish; the steps scored so far keep their scores. */
  stop(): void {
    this.#stop();
    this.#run = { kind: 'stopped' };
  }

  #stop(): void {
    clearTimeout(this.#pause);
    const running = this.#running;
    this.#running = null;
    running?.abort();
  }

  #forgetShown(): void {
    this.#shown = {};
    this.#changes = {};
  }

  /** Keeps what is on show now, and marks the steps whose score is no longer what it was. */
  #note(): void {
    const scores = this.#scores;
    const shown = { ...this.#shown };
    const changes = { ...this.#changes };
    let news = false;
    for (const [index, { id }] of this.#draft.steps.entries()) {
      const to = scores[index]?.probability;
      if (to === undefined) continue;
      const from = shown[id];
      shown[id] = to;
      if (from === undefined || Math.abs(from - to) < noticeable) continue;
      changes[id] = { from, to };
      news = true;
    }
    this.#shown = shown;
    if (!news) return;
    this.#changes = changes;
    clearTimeout(this.#fading);
    this.#fading = setTimeout(() => (this.#changes = {}), changeShown);
  }

  #verdictSentence(): string {
    const words = score();
    const changed = this.rows.flatMap(({ change }, index) =>
      change ? [words.stepChanged(index + 1, change.from, change.to)] : [],
    );
    const first = this.rows.findIndex((row) => row.place === 'first-error');
    const verdict = first < 0 ? words.judgedSound : words.judgedWrong(first + 1);
    const refuted = this.#draft.steps.findIndex(({ text }) => this.#arithmetic.refutes(text));
    return [
      verdict,
      refuted < 0 ? '' : words.judgedFalse(refuted + 1),
      changed.length > 0 ? words.changed(changed) : '',
    ].join('');
  }
}

function isSameRow(a: Row, b: Row): boolean {
  return (
    a.id === b.id &&
    a.text === b.text &&
    a.judged === b.judged &&
    a.verdict === b.verdict &&
    a.place === b.place &&
    a.was === b.was &&
    a.change === b.change
  );
}

function judgedByModel({ probability, logit, surprise, tokens }: StepScore): JudgedStep {
  return { probability, logit, surprise, tokens, source: 'model' };
}

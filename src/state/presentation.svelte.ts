import { modelPlace, winnerOf, type Outcome, type Place } from '../core/lesson-outcome.ts';
import type { CaseScores, Lesson, LessonCase } from '../core/lesson.ts';
import { present } from '../i18n/present.ts';
import { Announcer } from './announcer.svelte.ts';
import { scoreCase } from './lesson-scores.ts';
import type { Model } from './model.svelte.ts';
import type { Tally } from './present-tally.svelte.ts';

/** Where the scoring of the case on show stands. */
export type CaseRun =
  | { readonly kind: 'idle' | 'loading' | 'scoring' }
  | { readonly kind: 'failed'; readonly sentence: string };

/** What a presentation needs of the page. */
export interface PresentSurroundings {
  readonly model: Model;
  readonly tally: Tally;
  /** Under which a step that is scored now counts as wrong. */
  readonly threshold: () => number;
  /** Takes the scores of a case that were made now. */
  readonly keep?: (index: number, scores: CaseScores) => void;
}

/**
 * A lesson in front of a class, as a row of stops that a clicker goes along: each case's problem, then
 * its steps one after the other, then the reveal.
 */
export class Presentation {
  readonly announcer = new Announcer();
  readonly lesson: Lesson;
  readonly tally: Tally;
  readonly model: Model;
  readonly #surroundings: PresentSurroundings;
  #at = $state(0);
  /** 0 for the problem alone, then how many steps are shown; one more is the reveal. */
  #stop = $state(0);
  #predictions = $state.raw<Readonly<Record<number, Place>>>({});
  #scores = $state.raw<Readonly<Record<number, CaseScores>>>({});
  #run = $state.raw<CaseRun>({ kind: 'idle' });
  #running: AbortController | null = null;

  /** `lesson` holds at least one case; the presentation begins with the one at `at`. */
  constructor(lesson: Lesson, surroundings: PresentSurroundings, at = 0) {
    this.lesson = lesson;
    this.tally = surroundings.tally;
    this.model = surroundings.model;
    this.#surroundings = surroundings;
    this.#at = at;
    this.#enterCase();
  }

  readonly case: LessonCase = $derived.by(() => {
    const found = this.lesson.cases[this.#at];
    if (!found) throw new RangeError(`The lesson has no case ${this.#at}.`);
    return found;
  });

  /** The place of the case on show, from 0. */
  get at(): number {
    return this.#at;
  }

  /** How many of the case's steps are shown. */
  readonly shown: number = $derived(Math.min(this.#stop, this.case.steps.length));

  /** True once all steps are shown, so that 'no step is wrong' can be said. */
  readonly isComplete: boolean = $derived(this.shown === this.case.steps.length);

  /** False as long as colours, numbers and signs are to stay hidden. */
  readonly isRevealed: boolean = $derived(this.#stop > this.case.steps.length);

  readonly isFirst: boolean = $derived(this.#at === 0 && this.#stop === 0);
  readonly isLast: boolean = $derived.by(
    () => this.isRevealed && this.#at === this.lesson.cases.length - 1,
  );

  /** What the class said of the case on show; null as long as it said nothing. */
  readonly prediction: Place | null = $derived(this.#predictions[this.#at] ?? null);

  /** The case's scores: those made here, else the recorded ones. */
  readonly scores: CaseScores | null = $derived(this.#scores[this.#at] ?? this.case.scores);

  /** True when the scores come from the model in this page. */
  readonly isLive: boolean = $derived(this.#at in this.#scores);

  readonly outcome: Outcome = $derived({
    class: this.prediction,
    model: modelPlace({ scores: this.scores }),
    truth: this.case.truth,
  });

  /** Who was right, in a sentence; empty where nobody can say. */
  readonly verdict: string = $derived.by(() => {
    const winner = winnerOf(this.outcome);
    return winner ? present().winners[winner] : '';
  });

  get run(): CaseRun {
    return this.#run;
  }

  /** On to the next step, the reveal or the next case. */
  next(): void {
    if (this.isLast) return;
    if (this.isRevealed) this.go(this.#at + 1);
    else this.#stopAt(this.#stop + 1);
  }

  /** Back by one stop; from a case's problem to the reveal of the case before. */
  previous(): void {
    if (this.isFirst) return;
    if (this.#stop > 0) {
      this.#stopAt(this.#stop - 1);
      return;
    }
    this.go(this.#at - 1);
    this.#stopAt(this.case.steps.length + 1);
  }

  /** Opens the case at that place at its problem; stays where there is none. */
  go(at: number): void {
    if (at < 0 || at >= this.lesson.cases.length) return;
    this.#halt();
    this.#at = at;
    this.#stop = 0;
    this.#enterCase();
    const { length } = this.lesson.cases;
    this.announcer.say(present().caseShown(at + 1, length, this.case.problem));
  }

  /** Marks the step at a place, or with −1 none, as the class's prediction; once more takes it back. */
  predict(place: Place): void {
    if (this.isRevealed) return;
    const canBeSaid = place === -1 ? this.isComplete : place >= 0 && place < this.shown;
    if (!canBeSaid) return;
    const { [this.#at]: before, ...others } = this.#predictions;
    const isTakenBack = before === place;
    this.#predictions = isTakenBack ? others : { ...others, [this.#at]: place };
    const { predictionTakenBack, predicted } = present();
    this.announcer.say(isTakenBack ? predictionTakenBack : predicted(placeWords(place)));
  }

  /** Shows what the model and the truth say, or hides it again. */
  toggleReveal(): void {
    this.#stopAt(this.case.steps.length + (this.isRevealed ? 0 : 1));
  }

  /** Scores the case with the model, which is loaded first where it is not there yet. */
  async score(): Promise<void> {
    this.#halt();
    const running = new AbortController();
    this.#running = running;
    const [at, one] = [this.#at, this.case];
    const { model } = this;
    if (!model.isReady) {
      this.#run = { kind: 'loading' };
      const isLoaded = await model.load();
      if (this.#running !== running) return;
      if (!isLoaded) {
        this.#end(running, { kind: 'failed', sentence: present().modelMissing });
        return;
      }
    }
    this.#run = { kind: 'scoring' };
    const scoring = await scoreCase(model, one, this.#surroundings.threshold(), running.signal);
    if (scoring?.kind === 'scored') {
      this.#scores = { ...this.#scores, [at]: scoring.scores };
      this.#surroundings.keep?.(at, scoring.scores);
    }
    if (this.#running !== running) return;
    this.#end(running, scoring?.kind === 'failed' ? scoring : { kind: 'idle' });
    if (scoring?.kind !== 'scored') return;
    if (this.isRevealed) this.#tell();
    else this.announcer.say(present().hasJudged);
  }

  /** Ends what still runs; for the moment when the class sees something else. */
  close(): void {
    this.#halt();
    this.tally.flush();
  }

  #enterCase(): void {
    this.#run = { kind: 'idle' };
    // A download is for the visitor to start, who sees its size.
    const isAtHand = this.model.isReady || this.model.isDownloaded;
    if (!this.scores && isAtHand) void this.score();
  }

  #stopAt(stop: number): void {
    this.#stop = stop;
    if (this.isRevealed) this.#tell();
    else if (stop > 0)
      this.announcer.say(present().stepShown(stop, this.case.steps[stop - 1] ?? ''));
    else this.announcer.say(this.case.problem);
  }

  /** Says the outcome, and counts it. */
  #tell(): void {
    this.tally.record(this.case, this.outcome);
    const { class: predicted, model, truth } = this.outcome;
    const { classSaid, modelSays, trueIs, notJudged } = present();
    const parts = [
      predicted === null ? '' : classSaid(placeWords(predicted)),
      model === null ? notJudged : modelSays(placeWords(model)),
      truth === null ? '' : trueIs(placeWords(truth)),
      this.verdict,
    ];
    this.announcer.say(parts.filter(Boolean).join(' '));
  }

  #halt(): void {
    const running = this.#running;
    this.#running = null;
    running?.abort();
  }

  #end(running: AbortController, run: CaseRun): void {
    if (this.#running !== running) return;
    this.#running = null;
    this.#run = run;
  }
}

/** A place of a first wrong step in words, such as 'step 3'. */
export function placeWords(place: Place): string {
  const { noStep, step } = present();
  return place < 0 ? noStep : step(place + 1);
}

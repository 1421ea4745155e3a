import type { Example } from './example.ts';
import { Persisted, type KeyValueStorage } from './persisted.svelte.ts';
import { emptyNotes, parseNotes, type Rating, type TourNotes } from './tour-notes.ts';
import type { TourPool } from './tour-pool.svelte.ts';
import { stopNamed, type Stop } from './tour-stops.ts';

/** The tour as one visitor takes it: where they are, and what they answered. Outlives the page. */
export class TourPage {
  readonly pool: TourPool;
  /** A solution whose answer is right although a step is wrong; null where the site has none. */
  readonly lucky: Example | null;
  readonly #notes: Persisted<TourNotes>;
  #hasMoved = $state(false);
  #isBegun = false;

  constructor(storage: KeyValueStorage | null, examples: readonly Example[], pool: TourPool) {
    this.pool = pool;
    this.lucky = examples.find(isLucky) ?? null;
    this.#notes = new Persisted(storage, 'stepwise.tour', parseNotes);
  }

  /** Where the visitor is. */
  get stop(): Stop {
    return this.#notes.value.stop;
  }

  /** Whether they came here from another stop, and so follow along with the focus. */
  get hasMoved(): boolean {
    return this.#hasMoved;
  }

  get notes(): TourNotes {
    return this.#notes.value;
  }

  /** Goes to the stop of that name; stays at the one that was kept for any other name. */
  visit(name: string): void {
    const stop = stopNamed(name) ?? this.stop;
    this.#hasMoved = this.#isBegun && stop !== this.stop;
    this.#isBegun = true;
    this.#note({ stop });
  }

  /** Takes a step for the first wrong one; −1 for none. Nothing more once the truth is out. */
  mark(step: number): void {
    if (!this.notes.isMarkedShown) this.#note({ marked: step });
  }

  /** Shows what is true and what the model said; needs a mark. */
  showMarked(): void {
    if (this.notes.marked !== null) this.#note({ isMarkedShown: true });
  }

  /** Rates a step, from 0. Nothing more once the true ratings are out. */
  rate(step: number, rating: Rating): void {
    if (this.notes.isRatedShown || this.notes.rated[step] === undefined) return;
    this.#note({ rated: this.notes.rated.with(step, rating) });
  }

  /** True once every step has the visitor's rating. */
  get isRated(): boolean {
    return this.notes.rated.every((rating) => rating !== null);
  }

  /** Shows the true ratings; needs all of the visitor's. */
  showRated(): void {
    if (this.isRated) this.#note({ isRatedShown: true });
  }

  /** Takes the answer to a stop's question back, to answer it again. */
  forget(question: 'marked' | 'rated'): void {
    const { marked, isMarkedShown, rated, isRatedShown } = emptyNotes;
    this.#note(question === 'marked' ? { marked, isMarkedShown } : { rated, isRatedShown });
  }

  flush(): void {
    this.#notes.flush();
  }

  #note(notes: Partial<TourNotes>): void {
    this.#notes.value = { ...this.#notes.value, ...notes };
  }
}

/** The right answer, and a wrong step on the way. */
function isLucky({ truth, answer, reference }: Example): boolean {
  return truth >= 0 && answer !== undefined && answer === reference;
}

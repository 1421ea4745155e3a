import { checkLesson, lessonLimits, type Lesson, type LessonCase } from '../core/lesson.ts';
import { Persisted, type KeyValueStorage } from './persisted.svelte.ts';

/** So many former states are kept, to be brought back. */
const memory = 5;
const empty: Lesson = { title: '', about: '', cases: [] };

/** A case with an identity that survives edits and moves, so that the focus can follow it. */
export interface DraftCase {
  readonly id: number;
  readonly case: LessonCase;
}

interface State {
  readonly lesson: Lesson;
  /** An identity for each case. */
  readonly ids: readonly number[];
}

/** The lesson that the visitor makes. It outlives the page, and what is taken out can be brought back. */
export class LessonDraft {
  readonly #stored: Persisted<readonly Lesson[]>;
  #states: readonly State[] = $state.raw([]);
  #nextId = 0;

  constructor(storage: KeyValueStorage | null) {
    this.#stored = new Persisted(storage, 'stepwise.lesson', parseStored);
    this.#states = this.#stored.value.map((lesson) => this.#newState(lesson));
  }

  readonly lesson: Lesson = $derived.by(() => this.#states[0]?.lesson ?? empty);

  readonly cases: readonly DraftCase[] = $derived.by(() => {
    const ids = this.#states[0]?.ids ?? [];
    return this.lesson.cases.map((one, index) => ({ id: ids[index] ?? -1, case: one }));
  });

  get canUndo(): boolean {
    return this.#states.length > 1;
  }

  /** True once this browser refused to keep the lesson. */
  get isUnsaved(): boolean {
    return this.#stored.lost;
  }

  /** Adds cases at the end; returns how many found room. */
  add(cases: readonly LessonCase[]): number {
    const added = cases.slice(0, lessonLimits.cases - this.lesson.cases.length);
    if (added.length === 0) return 0;
    this.#push({ ...this.lesson, cases: [...this.lesson.cases, ...added] }, [
      ...this.#ids,
      ...added.map(() => this.#nextId++),
    ]);
    return added.length;
  }

  /** Puts another lesson in place of this one. */
  replace(lesson: Lesson): void {
    this.#push(
      lesson,
      lesson.cases.map(() => this.#nextId++),
    );
  }

  clear(): void {
    this.replace(empty);
  }

  /** Moves the case at a place up (−1) or down (1); false where it is at the end already. */
  move(index: number, by: -1 | 1): boolean {
    const to = index + by;
    if (to < 0 || to >= this.lesson.cases.length) return false;
    this.#push(
      { ...this.lesson, cases: swapped(this.lesson.cases, index, to) },
      swapped(this.#ids, index, to),
    );
    return true;
  }

  remove(index: number): void {
    this.#push(
      { ...this.lesson, cases: this.lesson.cases.filter((_, at) => at !== index) },
      this.#ids.filter((_, at) => at !== index),
    );
  }

  /** Writes the lesson's title or what it is about. */
  describe(texts: Partial<Pick<Lesson, 'title' | 'about'>>): void {
    this.#amend({ ...this.lesson, ...texts });
  }

  /** Changes what is said of the case at a place. */
  amendCase(
    index: number,
    fields: Partial<Pick<LessonCase, 'title' | 'truth' | 'note' | 'scores'>>,
  ): void {
    const cases = this.lesson.cases.map((one, at) => (at === index ? { ...one, ...fields } : one));
    this.#amend({ ...this.lesson, cases });
  }

  /** Brings the state before the last addition, move or removal back. */
  undo(): void {
    if (!this.canUndo) return;
    this.#write(this.#states.slice(1));
  }

  flush(): void {
    this.#stored.flush();
  }

  get #ids(): readonly number[] {
    return this.#states[0]?.ids ?? [];
  }

  #newState(lesson: Lesson): State {
    return { lesson, ids: lesson.cases.map(() => this.#nextId++) };
  }

  #push(lesson: Lesson, ids: readonly number[]): void {
    const before = this.#states.length === 0 ? [this.#newState(empty)] : this.#states;
    this.#write([{ lesson, ids }, ...before].slice(0, memory));
  }

  /** A change that is as easily made again is no state of its own. */
  #amend(lesson: Lesson): void {
    this.#write([{ lesson, ids: this.#ids }, ...this.#states.slice(1)]);
  }

  #write(states: readonly State[]): void {
    this.#states = states;
    this.#stored.value = states.map((state) => state.lesson);
  }
}

function swapped<T>(list: readonly T[], a: number, b: number): readonly T[] {
  const copy = [...list];
  [copy[a], copy[b]] = [copy[b] as T, copy[a] as T];
  return copy;
}

/** Those of the stored lessons that are valid; what an older or a newer page wrote may not be. */
function parseStored(stored: unknown): readonly Lesson[] {
  if (!Array.isArray(stored)) return [];
  return stored.slice(0, memory).flatMap((one) => {
    try {
      return checkLesson(one);
    } catch {
      return [];
    }
  });
}

import {
  deleteStep,
  insertStep,
  mergeWithPrevious,
  moveStep,
  replaceStep,
  splitStep,
} from '../core/edit-steps.ts';
import { arrangeSteps, type Step } from './step.ts';

/** Where the visitor's caret belongs after an edit: a place in a step, or in the problem. */
export interface Caret {
  readonly step: number | 'problem';
  readonly offset: number;
}

export interface DraftText {
  readonly problem: string;
  readonly steps: readonly string[];
}

/** What kind of edit happened; typing comes in bursts, the others one by one. */
export type DraftChange = 'typing' | 'structure' | 'replacement';

interface Snapshot {
  readonly problem: string;
  readonly steps: readonly Step[];
  readonly caret: Caret | null;
}

const historyLimit = 300;
const burst = 1000;

/** The text that the visitor edits: a problem and its steps, with a history for undo. */
export class Draft {
  readonly #onchange: (change: DraftChange) => void;
  readonly #now: () => number;
  #problem = $state('');
  #steps = $state.raw<readonly Step[]>([]);
  #caret = $state.raw<Caret | null>(null);
  #past = $state.raw<readonly Snapshot[]>([]);
  #future = $state.raw<readonly Snapshot[]>([]);
  #nextId = 0;
  /** The field that a burst of typing goes into, and when its last key came. */
  #typing: { field: Caret['step']; at: number } | null = null;

  constructor(
    text: DraftText,
    onchange: (change: DraftChange) => void,
    now: () => number = () => performance.now(),
  ) {
    this.#onchange = onchange;
    this.#now = now;
    this.#problem = text.problem;
    this.#steps = this.#identify(text.steps);
  }

  get problem(): string {
    return this.#problem;
  }

  /** Never empty: a draft without text has one empty step to type into. */
  get steps(): readonly Step[] {
    return this.#steps;
  }

  /** The place that the last edit by a verb wants focused; a new object each time. */
  get caret(): Caret | null {
    return this.#caret;
  }

  get text(): DraftText {
    return { problem: this.#problem, steps: this.#steps.map((step) => step.text) };
  }

  /** True when neither the problem nor any step has text. */
  get isEmpty(): boolean {
    return this.#problem.trim() === '' && this.#steps.every((step) => step.text.trim() === '');
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** The step's place in the list, from 0; −1 for a step that is gone. */
  indexOf(id: number): number {
    return this.#steps.findIndex((step) => step.id === id);
  }

  typeProblem(problem: string, caretBefore: number): void {
    if (problem === this.#problem) return;
    this.#remember({ step: 'problem', offset: caretBefore }, 'problem');
    this.#problem = problem;
    this.#onchange('typing');
  }

  type(id: number, text: string, caretBefore: number): void {
    const index = this.indexOf(id);
    if (index < 0 || text === this.#steps[index]?.text) return;
    this.#remember({ step: id, offset: caretBefore }, id);
    const texts = replaceStep(this.#texts, index, text).steps;
    this.#steps = arrangeSteps(this.#ids, texts, this.#steps);
    this.#onchange('typing');
  }

  /** Cuts a step in two at the caret; the second half gets the focus. */
  split(id: number, offset: number): void {
    const index = this.indexOf(id);
    if (index < 0) return;
    this.#remember({ step: id, offset });
    const added = this.#nextId++;
    const ids = this.#ids.toSpliced(index + 1, 0, added);
    this.#change(splitStep(this.#texts, index, offset).steps, ids, { step: added, offset: 0 });
  }

  /** Joins a step to the one before it; the caret stays at the seam. Nothing for the first step. */
  mergeWithPrevious(id: number): void {
    const index = this.indexOf(id);
    const previous = this.#steps[index - 1];
    if (!previous) return;
    this.#remember({ step: id, offset: 0 });
    const edit = mergeWithPrevious(this.#texts, index);
    const caret = { step: previous.id, offset: edit.caret?.offset ?? previous.text.length };
    this.#change(edit.steps, this.#ids.toSpliced(index, 1), caret);
  }

  /** Moves a step up (negative) or down; the caret stays where it was in its text. */
  move(id: number, by: number, offset: number): void {
    const from = this.indexOf(id);
    const to = from + by;
    if (from < 0 || to < 0 || to >= this.#steps.length) return;
    this.#remember({ step: id, offset });
    const ids = this.#ids.toSpliced(from, 1).toSpliced(to, 0, id);
    this.#change(moveStep(this.#texts, from, to).steps, ids, { step: id, offset });
  }

  /** Removes a step; the focus goes to the one that takes its place, or to the new last one. */
  remove(id: number): void {
    const index = this.indexOf(id);
    if (index < 0) return;
    this.#remember({ step: id, offset: 0 });
    if (this.#steps.length === 1) {
      this.#change([''], [id], { step: id, offset: 0 });
      return;
    }
    const ids = this.#ids.toSpliced(index, 1);
    const heir = ids[Math.min(index, ids.length - 1)];
    const caret = heir === undefined ? null : { step: heir, offset: 0 };
    this.#change(deleteStep(this.#texts, index).steps, ids, caret);
  }

  /** Adds a step after the given one, or at the end, and puts the caret into it. */
  insertAfter(id: number | null): void {
    const index = id === null ? this.#steps.length - 1 : this.indexOf(id);
    this.#remember(id === null ? null : { step: id, offset: this.#steps[index]?.text.length ?? 0 });
    const added = this.#nextId++;
    const ids = this.#ids.toSpliced(index + 1, 0, added);
    this.#change(insertStep(this.#texts, index + 1, '').steps, ids, { step: added, offset: 0 });
  }

  /** Puts several lines into a step in place of its selection, each a step of its own. */
  insertLines(id: number, start: number, end: number, lines: readonly string[]): void {
    const index = this.indexOf(id);
    const step = this.#steps[index];
    const last = lines.at(-1);
    if (!step || last === undefined) return;
    this.#remember({ step: id, offset: start });
    const texts = [...lines];
    texts[0] = step.text.slice(0, start) + (texts[0] ?? '');
    texts[texts.length - 1] = (texts.at(-1) ?? '') + step.text.slice(end);
    const ids = [id, ...lines.slice(1).map(() => this.#nextId++)];
    const lastId = ids.at(-1) ?? id;
    const offset = (lines.length === 1 ? start : 0) + last.length;
    this.#change(this.#texts.toSpliced(index, 1, ...texts), this.#ids.toSpliced(index, 1, ...ids), {
      step: lastId,
      offset,
    });
  }

  /** Puts a whole other text in place of this one; undo brings the old one back. */
  replace(text: DraftText): void {
    this.#remember(null);
    this.#problem = text.problem;
    this.#steps = this.#identify(text.steps);
    this.#caret = null;
    this.#onchange('replacement');
  }

  undo(): void {
    this.#past = this.#travel(this.#past, (here) => (this.#future = [...this.#future, here]));
  }

  redo(): void {
    this.#future = this.#travel(this.#future, (here) => (this.#past = [...this.#past, here]));
  }

  get #texts(): string[] {
    return this.#steps.map((step) => step.text);
  }

  get #ids(): number[] {
    return this.#steps.map((step) => step.id);
  }

  #identify(texts: readonly string[]): Step[] {
    const all = texts.length > 0 ? texts : [''];
    return all.map((text) => ({ id: this.#nextId++, text }));
  }

  #change(texts: readonly string[], ids: readonly number[], caret: Caret | null): void {
    this.#steps = arrangeSteps(ids, texts, this.#steps);
    this.#caret = caret;
    this.#onchange('structure');
  }

  /** Keeps the present for undo; keys typed quickly into one field are undone together. */
  #remember(caret: Caret | null, field?: Caret['step']): void {
    const at = this.#now();
    const last = this.#typing;
    this.#typing = field === undefined ? null : { field, at };
    this.#future = [];
    if (last && last.field === field && at - last.at < burst) return;
    this.#past = [...this.#past.slice(1 - historyLimit), this.#snapshot(caret)];
  }

  #snapshot(caret: Caret | null): Snapshot {
    return { problem: this.#problem, steps: this.#steps, caret };
  }

  #travel(from: readonly Snapshot[], keep: (here: Snapshot) => void): readonly Snapshot[] {
    const there = from.at(-1);
    if (!there) return from;
    keep(this.#snapshot(there.caret));
    this.#typing = null;
    this.#caret = there.caret && this.#caretAmong(there.steps, there.caret);
    this.#problem = there.problem;
    this.#steps = there.steps;
    this.#onchange('structure');
    return from.slice(0, -1);
  }

  /** The caret as it is, or at the end of the step before, if its step is not among those to come. */
  #caretAmong(steps: readonly Step[], caret: Caret): Caret | null {
    const { step: id } = caret;
    if (id === 'problem' || steps.some((step) => step.id === id)) return { ...caret };
    const neighbour = steps[Math.max(0, Math.min(this.indexOf(id), steps.length) - 1)];
    return neighbour ? { step: neighbour.id, offset: neighbour.text.length } : null;
  }
}

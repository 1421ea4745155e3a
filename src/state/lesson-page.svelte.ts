import { ContractError } from '../core/contract-error.ts';
import {
  lessonLimits,
  parseLesson,
  writeLesson,
  type Lesson,
  type LessonCase,
} from '../core/lesson.ts';
import { lesson as words } from '../i18n/lesson.ts';
import { present } from '../i18n/present.ts';
import type { Announcer } from './announcer.svelte.ts';
import { LessonDraft } from './lesson-draft.svelte.ts';
import { listLessons, readLesson, type LibraryLesson } from './lesson-library.ts';
import { scoreCase } from './lesson-scores.ts';
import type { KeyValueStorage } from './persisted.svelte.ts';
import { Presentation } from './presentation.svelte.ts';
import { Tally } from './present-tally.svelte.ts';
import type { Complaint, ScorePage } from './score-page.svelte.ts';
import type { SavedFile } from './solution-files.ts';

/** What the address asks for, and how far it is. */
export type Opened =
  | { readonly kind: 'list' | 'opening' | 'missing' | 'failed' }
  | { readonly kind: 'lesson'; readonly id: string; readonly lesson: Lesson };

/** Where the scoring of one's own lesson stands. */
export type LessonRun =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'scoring'; readonly done: number; readonly total: number }
  | { readonly kind: 'failed'; readonly sentence: string };

/** Lessons: those of the site, and the visitor's own with all that is done to it. */
export class LessonPage {
  readonly draft: LessonDraft;
  readonly tally: Tally;
  readonly announcer: Announcer;
  readonly #page: ScorePage;
  readonly #base: string;
  readonly #get: typeof fetch;
  #library = $state.raw<readonly LibraryLesson[]>([]);
  #opened = $state.raw<Opened>({ kind: 'list' });
  #complaint = $state.raw<(() => Complaint) | null>(null);
  #run = $state.raw<LessonRun>({ kind: 'idle' });
  #running: AbortController | null = null;

  /** `base` is the address of the page, beside which the site's lessons lie. */
  constructor(page: ScorePage, storage: KeyValueStorage | null, base: string, get: typeof fetch) {
    this.#page = page;
    this.#base = base;
    this.#get = get;
    this.announcer = page.announcer;
    this.draft = new LessonDraft(storage);
    this.tally = new Tally(storage);
  }

  /** The lessons that come with the site; empty until they are read. */
  get library(): readonly LibraryLesson[] {
    return this.#library;
  }

  get opened(): Opened {
    return this.#opened;
  }

  /** Why the last file could not be opened; null once another was. */
  get complaint(): Complaint | null {
    return this.#complaint?.() ?? null;
  }

  get run(): LessonRun {
    return this.#run;
  }

  /** How many cases of the visitor's lesson have no scores. */
  readonly unscored: number = $derived.by(
    () => this.draft.lesson.cases.filter((one) => one.scores === null).length,
  );

  /** Shows the lesson of that name, or with the empty one the list of all. */
  async open(id: string): Promise<void> {
    const now = this.#opened;
    if (now.kind === 'lesson' && now.id === id) return;
    if (id === '') {
      this.#opened = { kind: 'list' };
      if (this.#library.length > 0) return;
      // A list that does not load leaves the visitor's own lesson, which needs none.
      this.#library = await listLessons(this.#base, this.#get).catch(() => []);
      return;
    }
    const opening: Opened = { kind: 'opening' };
    this.#opened = opening;
    const lesson = await readLesson(id, this.#base, this.#get).catch(() => 'failed' as const);
    if (this.#opened !== opening) return;
    if (lesson === 'failed') this.#opened = { kind: 'failed' };
    else this.#opened = lesson ? { kind: 'lesson', id, lesson } : { kind: 'missing' };
  }

  /** Adds the solution on the score view to the visitor's lesson; returns what came of it, in a sentence. */
  addSolution(): string {
    const one = this.#solution();
    if (!one) return words().nothingToAdd;
    const limits = lessonLimits;
    const isTooLong = [one.problem, ...one.steps].some((text) => text.length > limits.text);
    if (one.steps.length > limits.steps || isTooLong) {
      return words().tooLong(limits.steps, limits.text);
    }
    return this.draft.add([one]) === 0
      ? words().full(limits.cases)
      : words().added(this.draft.lesson.cases.length);
  }

  /** Opens a file in place of the visitor's lesson, which undo brings back. */
  async openFile(file: File): Promise<void> {
    this.#complaint = null;
    try {
      if (file.size > lessonLimits.characters * 4) {
        throw new ContractError('lesson', 'is larger than 1 MB; make two of it');
      }
      const lesson = parseLesson(await file.text());
      this.draft.replace(lesson);
      this.announcer.say(words().opened(lesson.cases.length));
    } catch (thrown) {
      if (!(thrown instanceof ContractError)) throw thrown;
      this.#complaint = () => ({
        title: words().unreadable(file.name),
        advice: words().unreadableAdvice,
        detail: thrown.message,
      });
    }
  }

  /** Puts a lesson of the site in place of the visitor's, to be changed; undo brings the old one back. */
  copy(lesson: Lesson): void {
    this.draft.replace(lesson);
    this.announcer.say(words().copied(lesson.cases.length));
  }

  /** A lesson as a file. */
  fileOf(lesson: Lesson): SavedFile {
    const words = lesson.title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    const name = words.join('-').slice(0, 60) || 'lesson';
    const content = new Blob([writeLesson(lesson)], { type: 'application/json' });
    return { name: `${name}.json`, content };
  }

  /** A presentation of a lesson; scores that are made in one's own are kept. */
  present(lesson: Lesson, at = 0): Presentation {
    const { cases } = this.draft;
    const isOwn = lesson === this.draft.lesson;
    return new Presentation(
      lesson,
      {
        model: this.#page.model,
        tally: this.tally,
        threshold: () => this.#page.judgement.threshold,
        keep: (index, scores) => {
          const id = isOwn ? cases[index]?.id : undefined;
          const place = this.draft.cases.findIndex((one) => one.id === id);
          if (place >= 0) this.draft.amendCase(place, { scores });
        },
      },
      at,
    );
  }

  /** A presentation of the solution on the score view alone; null where it has no steps. */
  presentSolution(): Presentation | null {
    const one = this.#solution();
    return one && this.present({ title: '', about: '', cases: [one] });
  }

  /** Scores the cases of the visitor's lesson that have no scores; loads the model where it must. */
  async scoreAll(): Promise<void> {
    this.stop();
    const running = new AbortController();
    this.#running = running;
    const { model, judgement } = this.#page;
    this.#run = { kind: 'loading' };
    const isReady = model.isReady || (await model.load());
    if (this.#running !== running) return;
    let run: LessonRun = isReady
      ? { kind: 'idle' }
      : { kind: 'failed', sentence: present().modelMissing };
    const waiting = isReady ? this.draft.cases.filter((one) => one.case.scores === null) : [];
    for (const [done, { id, case: one }] of waiting.entries()) {
      this.#run = { kind: 'scoring', done, total: waiting.length };
      const scoring = await scoreCase(model, one, judgement.threshold, running.signal);
      if (this.#running !== running) return;
      if (scoring?.kind === 'failed') run = scoring;
      const place = this.draft.cases.findIndex((now) => now.id === id);
      if (scoring?.kind === 'scored' && place >= 0) {
        this.draft.amendCase(place, { scores: scoring.scores });
      }
    }
    this.#running = null;
    this.#run = run;
    this.announcer.say(run.kind === 'failed' ? run.sentence : words().scored);
  }

  /** Ends the scoring; the cases scored so far keep their scores. */
  stop(): void {
    const running = this.#running;
    this.#running = null;
    this.#run = { kind: 'idle' };
    running?.abort();
  }

  /** Writes what storage has not got yet; for the moment before the page goes. */
  flush(): void {
    this.draft.flush();
    this.tally.flush();
  }

  /** The solution on the score view as a case; null where it has no steps. */
  #solution(): LessonCase | null {
    const { problem, steps, model, prm, threshold } = this.#page.exported;
    const { example } = this.#page;
    const written = steps.map((step) => step.trim()).filter((step) => step !== '');
    if (written.length === 0) return null;
    return {
      title: example?.title ?? '',
      problem,
      steps: written,
      truth: example?.truth ?? null,
      note: example?.note ?? '',
      scores: prm && model !== null ? { model, threshold, prm } : null,
    };
  }
}

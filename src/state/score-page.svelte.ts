import { ContractError } from '../core/contract-error.ts';
import { importSolutions } from '../core/import-solution.ts';
import type { SharedSolution } from '../core/share-link.ts';
import type { Solution } from '../core/solution.ts';
import { splitPaste, splitSteps } from '../core/split-steps.ts';
import type { Engine } from '../engine/types.ts';
import { score } from '../i18n/score.ts';
import { Announcer } from './announcer.svelte.ts';
import { Arithmetic } from './arithmetic.svelte.ts';
import { Aside } from './aside.svelte.ts';
import type { Listing } from './catalogue.ts';
import { isThrifty } from './connection.ts';
import { Draft, type DraftChange } from './draft.svelte.ts';
import type { Example } from './example.ts';
import { Judgement } from './judgement.svelte.ts';
import { Model } from './model.svelte.ts';
import { Persisted, type KeyValueStorage } from './persisted.svelte.ts';
import { parseChoices, Preferences } from './preferences.svelte.ts';
import { parseSavedDraft, parseSavedDrafts, type SavedDraft } from './saved-draft.ts';
import { Shelf } from './shelf.svelte.ts';
import type { ExportedSolution } from './solution-files.ts';

/** Longer files are refused before they are read. */
const fileLimit = 50e6;

/** Why a file could not be opened, for the visitor. */
export interface Complaint {
  readonly title: string;
  readonly advice: string;
  readonly detail?: string;
}

/** Everything that the score view shows and does, put together. */
export class ScorePage {
  readonly announcer = new Announcer();
  /** Where what outlives the page is kept; null where the browser forbids it. */
  readonly storage: KeyValueStorage | null;
  readonly arithmetic = new Arithmetic();
  readonly preferences: Preferences;
  readonly shelf: Shelf;
  readonly model: Model;
  readonly draft: Draft;
  readonly judgement: Judgement;
  /** The visitor's own texts that a share link took the place of. */
  readonly aside: Aside;
  readonly #saved: Persisted<SavedDraft | null>;
  /** Made anew when it is read, so that it follows the language. */
  #complaint = $state.raw<(() => Complaint) | null>(null);
  #origin = $state.raw<Example | null>(null);
  /** The recorded solution that was shown last, as JSON. */
  #recorded = '';
  /** What the last share link held. */
  #shared: SharedSolution | null = null;
  /** False while a worked example is being opened: to look at one needs no model. */
  #isVisitors = true;

  constructor(engine: Engine, storage: KeyValueStorage | null, examples: readonly Example[]) {
    this.storage = storage;
    this.preferences = new Preferences(new Persisted(storage, 'stepwise.choices', parseChoices));
    this.#saved = new Persisted(storage, 'stepwise.draft', parseSavedDraft);
    this.shelf = new Shelf(examples);
    this.aside = new Aside(new Persisted(storage, 'stepwise.aside', parseSavedDrafts));
    this.model = new Model(engine, () => isThrifty(globalThis.navigator));
    const saved = this.#saved.value;
    const first = examples[0];
    this.#origin = saved ? this.shelf.named(saved.origin) : (first ?? null);
    this.draft = new Draft(
      {
        problem: saved?.problem ?? first?.problem ?? '',
        steps: saved?.steps ?? first?.steps ?? [],
      },
      (change) => this.#draftChanged(change),
    );
    this.judgement = new Judgement(
      this.draft,
      this.model,
      this.preferences,
      this.announcer,
      this.arithmetic,
    );
    this.#recordKnown(null);
  }

  /** The worked example on show, word for word; null once it is edited. */
  readonly example: Example | null = $derived.by(() => this.shelf.exampleOf(this.draft.text));

  /** The worked example that the text began as, edited or not; null for the visitor's own text. */
  get origin(): Example | null {
    return this.#origin;
  }

  /** True once this browser refused to keep the text. */
  get isUnsaved(): boolean {
    return this.#saved.lost;
  }

  /** Learns which model there is, and keeps to its scores. */
  async start(find: () => Promise<Listing | null>): Promise<void> {
    await this.model.discover(find);
    if (this.#modelName === null) return;
    // Another model's scores may stand on show from the first moment; they go when it is known.
    this.judgement.forget();
    this.#recordKnown(this.#modelName);
  }

  /** Loads the model and judges with it, at the visitor's wish. */
  async loadModel(): Promise<void> {
    if (await this.model.load()) await this.judgement.judge();
  }

  /** Puts a pasted text in place of the present one; false where it holds nothing. */
  paste(text: string): boolean {
    const { problem, steps, format } = splitPaste(text);
    if (problem.trim() === '' && steps.every((step) => step.trim() === '')) {
      this.announcer.say(score().pastedNothing);
      return false;
    }
    this.#origin = null;
    this.draft.replace({ problem, steps });
    this.announcer.say(score().pasted(steps.length, format));
    return true;
  }

  /** Pastes several steps into one; false where the text is a single step, which needs no help. */
  pasteIntoStep(id: number, start: number, end: number, text: string): boolean {
    if (this.draft.isEmpty) return text.includes('\n') && this.paste(text);
    const steps = text.includes('\n') ? splitSteps(text) : [];
    if (steps.length < 2) return false;
    this.draft.insertLines(id, start, end, steps);
    return true;
  }

  openExample(example: Example): void {
    this.#isVisitors = false;
    this.#origin = example;
    this.draft.replace(example);
    this.#isVisitors = true;
    this.announcer.say(score().exampleOpened(example.title, example.steps.length));
  }

  /** What the last file could not give; null once another text is on show. */
  get complaint(): Complaint | null {
    return this.#complaint?.() ?? null;
  }

  /** Opens a file of a known format, or of plain text; the first solution of many is shown. */
  async openFile(file: File): Promise<void> {
    const { files } = await import('../i18n/files.ts');
    if (file.size > fileLimit) {
      this.#complaint = () => ({
        title: files().tooLarge(file.name),
        advice: files().tooLargeAdvice(fileLimit),
      });
      return;
    }
    const text = await file.text();
    if (await this.#openSharedFile(text)) return;
    if (text.slice(0, 200).includes('"stepwise-lesson-')) {
      this.#complaint = () => ({
        title: files().isLesson(file.name),
        advice: files().isLessonAdvice,
      });
      return;
    }
    if (!/^\s*[[{]/.test(text)) {
      if (this.paste(text)) return;
      this.#complaint = () => ({
        title: files().empty(file.name),
        advice: files().emptyAdvice,
      });
      return;
    }
    try {
      const solutions = importSolutions(text, { neutral: 'positive' });
      this.shelf.open(file.name, solutions);
      this.#show(this.shelf.step(0));
    } catch (thrown) {
      if (!(thrown instanceof ContractError)) throw thrown;
      this.#complaint = () => ({
        title: files().unreadable(file.name),
        advice: files().unreadableAdvice,
        detail: thrown.message,
      });
    }
  }

  /** Shows the opened file's next or previous solution. */
  stepThroughFile(by: number): void {
    this.#show(this.shelf.step(by));
  }

  /** The present solution with its scores, as files are made of it. */
  get exported(): ExportedSolution {
    const { isComplete, probabilities, threshold } = this.judgement;
    const isScored = isComplete && this.#modelName !== null;
    return {
      ...this.draft.text,
      model: isScored ? this.#modelName : null,
      prm: isScored ? probabilities : null,
      threshold,
    };
  }

  /** The present solution with its view, as a link or a file carries it. */
  get shared(): SharedSolution {
    const { problem, steps, model, prm } = this.exported;
    const { aggregation, threshold } = this.preferences;
    return { kind: 'solution', problem, steps, model, prm, aggregation, threshold };
  }

  /** Opens what a share link carries, with its scores; the visitor's own text is set aside. */
  async openLink(link: string): Promise<void> {
    const { fromShareLink } = await import('../core/share-link.ts');
    await this.#openShared('linkRefused', () => fromShareLink(link));
  }

  /** Shows a recorded solution, with its scores where they are the present model's; undo brings the text back. */
  openRecorded(solution: Pick<SharedSolution, 'problem' | 'steps' | 'model' | 'prm'>): void {
    const isOwn = !this.draft.isEmpty && this.example === null;
    // One recorded solution after the other must not push the visitor's own texts off the pile.
    if (isOwn && JSON.stringify(this.draft.text) !== this.#recorded)
      this.aside.put(this.#asSaved());
    this.#origin = null;
    this.#isVisitors = false;
    this.draft.replace(solution);
    this.#isVisitors = true;
    this.#recorded = JSON.stringify(this.draft.text);
    const { prm, model } = solution;
    if (prm && model !== null && model === this.#modelName) {
      this.judgement.record(solution.problem, solution.steps, prm);
    }
  }

  /** Puts the text that a link took the place of last back. */
  bringBack(): void {
    const own = this.aside.take();
    if (!own) return;
    this.#isVisitors = false;
    this.#origin = this.shelf.named(own.origin);
    this.draft.replace(own);
    this.#isVisitors = true;
    this.announcer.say(score().broughtBack);
  }

  /** Empties the page for a new text. */
  clear(): void {
    this.#origin = null;
    this.draft.replace({ problem: '', steps: [''] });
    this.announcer.say(score().cleared);
  }

  /** Writes what storage has not got yet; for the moment before the page goes. */
  flush(): void {
    this.#save();
    this.#saved.flush();
    this.aside.flush();
    this.preferences.flush();
  }

  /** Opens a file that holds a shared solution; false for any other text. */
  async #openSharedFile(text: string): Promise<boolean> {
    const { fromShareFile } = await import('../core/share-link.ts');
    return this.#openShared('sharedFileRefused', () => fromShareFile(text));
  }

  /** Shows a shared solution, or says why it can't be read; false where there is none. */
  async #openShared(
    title: 'linkRefused' | 'sharedFileRefused',
    read: () => SharedSolution | null | Promise<SharedSolution | null>,
  ): Promise<boolean> {
    const [{ ShareError }, { files }, { share }] = await Promise.all([
      import('../core/share-error.ts'),
      import('../i18n/files.ts'),
      import('../i18n/share.ts'),
    ]);
    try {
      const shared = await read();
      if (shared) this.#showShared(shared);
      return shared !== null;
    } catch (thrown) {
      if (!(thrown instanceof ShareError)) throw thrown;
      this.#complaint = () => ({
        title: files()[title],
        advice: share().refusals[thrown.reason],
      });
      return true;
    }
  }

  #showShared(shared: SharedSolution): void {
    if (!this.draft.isEmpty && this.example === null) this.aside.put(this.#asSaved());
    this.#shared = shared;
    this.#origin = null;
    this.#isVisitors = false;
    this.draft.replace(shared);
    this.#isVisitors = true;
    const { aggregation, threshold } = shared;
    this.preferences.choose({
      ...(aggregation !== null && { aggregation }),
      ...(threshold !== null && { threshold }),
    });
    this.#recordKnown(this.#modelName);
    this.announcer.say(score().sharedOpened(shared.steps.length));
  }

  #show(solution: Solution | null): void {
    if (!solution) return;
    this.#origin = null;
    this.draft.replace(solution);
    this.announcer.say(score().fileSolution(this.shelf.at + 1, this.shelf.imported.length));
  }

  #draftChanged(change: DraftChange): void {
    this.#complaint = null;
    this.#save();
    this.judgement.draftChanged(change, this.#isVisitors);
  }

  #save(): void {
    this.#saved.value = this.#asSaved();
  }

  #asSaved(): SavedDraft {
    const { probabilities, isComplete } = this.judgement;
    return {
      ...this.draft.text,
      origin: this.#origin?.id ?? null,
      model: isComplete ? this.#modelName : null,
      prm: isComplete ? probabilities : null,
    };
  }

  get #modelName(): string | null {
    const { manifest } = this.model;
    return manifest && `${manifest.id}@${manifest.version}`;
  }

  /** Shows the scores that came with examples, saved and shared texts, of the given model or of any. */
  #recordKnown(model: string | null): void {
    const others = [this.#saved.value, this.#shared, ...this.aside.texts];
    for (const known of [...this.shelf.examples, ...others]) {
      if (!known || known.prm === null || (model !== null && known.model !== model)) continue;
      this.judgement.record(known.problem, known.steps, known.prm);
    }
  }
}

import { ContractError } from '../core/contract-error.ts';
import { importSolutions } from '../core/import-solution.ts';
import type { Solution } from '../core/solution.ts';
import { splitPaste, splitSteps, type PasteFormat } from '../core/split-steps.ts';
import type { Engine } from '../engine/types.ts';
import { Announcer } from './announcer.svelte.ts';
import { Arithmetic } from './arithmetic.svelte.ts';
import type { Listing } from './catalogue.ts';
import { Draft, type DraftChange } from './draft.svelte.ts';
import type { Example } from './example.ts';
import { Judgement } from './judgement.svelte.ts';
import { Model } from './model.svelte.ts';
import { Persisted, type KeyValueStorage } from './persisted.svelte.ts';
import { parseChoices, Preferences } from './preferences.svelte.ts';
import { parseSavedDraft, type SavedDraft } from './saved-draft.ts';
import { Shelf } from './shelf.svelte.ts';
import { solutionFile, type ExportFormat, type SolutionFile } from './solution-files.ts';

const formatNames: Record<PasteFormat, string> = {
  numbered: 'as numbered lines',
  'step-headings': 'by their headings',
  paragraphs: 'as paragraphs',
  lines: 'as lines',
  chat: 'in a chat log',
  sentences: 'as sentences',
  prm800k: 'in PRM800K’s format',
  processbench: 'in ProcessBench’s format',
  trl: 'in TRL’s format',
  empty: 'in nothing',
};

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
  readonly arithmetic = new Arithmetic();
  readonly preferences: Preferences;
  readonly shelf: Shelf;
  readonly model: Model;
  readonly draft: Draft;
  readonly judgement: Judgement;
  readonly #saved: Persisted<SavedDraft | null>;
  #complaint = $state.raw<Complaint | null>(null);
  #origin = $state.raw<Example | null>(null);
  /** False while a worked example is being opened: to look at one needs no model. */
  #isVisitors = true;

  constructor(engine: Engine, storage: KeyValueStorage | null, examples: readonly Example[]) {
    this.preferences = new Preferences(new Persisted(storage, 'stepwise.choices', parseChoices));
    this.#saved = new Persisted(storage, 'stepwise.draft', parseSavedDraft);
    this.shelf = new Shelf(examples);
    this.model = new Model(engine);
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
    this.judgement = new Judgement(this.draft, this.model, this.preferences, this.announcer);
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
      this.announcer.say('Nothing was pasted: the text is empty.');
      return false;
    }
    this.#origin = null;
    this.draft.replace({ problem, steps });
    const count = steps.length === 1 ? 'One step' : `${steps.length} steps`;
    this.announcer.say(`${count} found ${formatNames[format]}. Undo brings the old text back.`);
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
    this.announcer.say(`Example: ${example.title}. ${example.steps.length} steps.`);
  }

  /** What the last file could not give; null once another text is on show. */
  get complaint(): Complaint | null {
    return this.#complaint;
  }

  /** Opens a file of a known format, or of plain text; the first solution of many is shown. */
  async openFile(file: File): Promise<void> {
    if (file.size > fileLimit) {
      this.#complaint = {
        title: `${file.name} is too large.`,
        advice: 'Files of up to 50 MB are read. Cut it into smaller ones.',
      };
      return;
    }
    const text = await file.text();
    if (!/^\s*[[{]/.test(text)) {
      if (this.paste(text)) return;
      this.#complaint = { title: `${file.name} is empty.`, advice: 'Choose another file.' };
      return;
    }
    try {
      const solutions = importSolutions(text, { neutral: 'positive' });
      this.shelf.open(file.name, solutions);
      this.#show(this.shelf.step(0));
    } catch (thrown) {
      if (!(thrown instanceof ContractError)) throw thrown;
      this.#complaint = {
        title: `${file.name} can’t be read.`,
        advice: 'It should hold records of PRM800K, ProcessBench or TRL, or plain text.',
        detail: thrown.message,
      };
    }
  }

  /** Shows the opened file's next or previous solution. */
  stepThroughFile(by: number): void {
    this.#show(this.shelf.step(by));
  }

  /** The present solution as a file. */
  exportAs(format: ExportFormat): SolutionFile {
    const { isComplete, probabilities } = this.judgement;
    const scores = isComplete
      ? { model: this.#modelName, prm: probabilities }
      : { model: null, prm: null };
    return solutionFile(this.draft.text, scores, format);
  }

  /** Empties the page for a new text. */
  clear(): void {
    this.#origin = null;
    this.draft.replace({ problem: '', steps: [''] });
    this.announcer.say('Everything was cleared. Undo brings it back.');
  }

  /** Writes what storage has not got yet; for the moment before the page goes. */
  flush(): void {
    this.#save();
    this.#saved.flush();
    this.preferences.flush();
  }

  #show(solution: Solution | null): void {
    if (!solution) return;
    this.#origin = null;
    this.draft.replace(solution);
    this.announcer.say(`Solution ${this.shelf.at + 1} of ${this.shelf.imported.length}.`);
  }

  #draftChanged(change: DraftChange): void {
    this.#complaint = null;
    this.#save();
    this.judgement.draftChanged(change, this.#isVisitors);
  }

  #save(): void {
    const { probabilities, isComplete } = this.judgement;
    this.#saved.value = {
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

  /** Shows the scores that came with the examples and the saved text, of the given model or of any. */
  #recordKnown(model: string | null): void {
    const saved = this.#saved.value;
    for (const known of saved ? [...this.shelf.examples, saved] : this.shelf.examples) {
      if (known.prm === null || (model !== null && known.model !== model)) continue;
      this.judgement.record(known.problem, known.steps, known.prm);
    }
  }
}

import { findEvidence, type Evidence } from '../core/evidence.ts';
import { curveRows, type BandKind, type CurveRow } from '../core/curve-table.ts';
import { isScored, type PoolProblem, type ScoreReading } from '../core/pool.ts';
import type { ProblemRecord } from '../core/pool-line.ts';
import { paperReading } from '../core/curve-settings.ts';
import type { Announcer } from './announcer.svelte.ts';
import { firstLines, lineNames, methodOf, type LineName } from './curve-lines.ts';
import { Draws } from './draws.svelte.ts';
import type { Model } from './model.svelte.ts';
import { openOwnPool, openRecordedPool, type OpenPool, type ProblemWords } from './open-pool.ts';
import { isToScore, PoolScoring } from './pool-scoring.svelte.ts';
import type { Estimate, PoolTasks } from './pool-tasks.ts';

/** Where the pool on show stands. */
export type PoolStatus =
  | { readonly kind: 'looking' }
  | { readonly kind: 'none' }
  | { readonly kind: 'reading'; readonly name: string }
  | { readonly kind: 'open' }
  | { readonly kind: 'failed'; readonly title: string; readonly detail: string };

/** A sample to be looked at step by step. */
export interface OpenedSample {
  readonly problem: string;
  readonly steps: readonly string[];
  /** The scores that the pool has for it, and the model that gave them; null without. */
  readonly prm: readonly number[] | null;
  readonly model: string | null;
}

const fallbackThreshold = 0.5;
/** Larger files are refused before they are read: a browser's string holds no more. */
const fileLimit = 400e6;

/** Everything that the curve view shows and does, put together. */
export class CurvePage {
  readonly draws: Draws;
  readonly #tasks: PoolTasks;
  readonly #model: Model;
  readonly #announcer: Announcer;
  #status = $state.raw<PoolStatus>({ kind: 'looking' });
  #recorded = $state.raw<OpenPool | null>(null);
  #pool = $state.raw<OpenPool | null>(null);
  #estimate = $state.raw<Estimate | null>(null);
  #isEstimating = $state(false);
  #complaints = $state.raw<readonly string[]>([]);
  #records = $state.raw<readonly ProblemRecord[]>([]);
  #scoring = $state.raw<PoolScoring | null>(null);
  #reading = $state.raw<ScoreReading>(paperReading);
  #lines = $state.raw<readonly LineName[]>(firstLines);
  #band = $state<BandKind>('problems');
  #withPaper = $state(false);
  #at = $state<number | null>(null);
  #problem = $state(0);
  #words = $state.raw<ProblemWords | null>(null);
  /** Numbers what was asked for, so that an answer that comes too late is dropped. */
  #asked = 0;

  constructor(tasks: PoolTasks, model: Model, announcer: Announcer) {
    this.#tasks = tasks;
    this.#model = model;
    this.#announcer = announcer;
    this.draws = new Draws(() => this.#reading);
  }

  get status(): PoolStatus {
    return this.#status;
  }

  get pool(): OpenPool | null {
    return this.#pool;
  }

  /** Whether the site publishes a pool that is not the one on show. */
  get canGoBack(): boolean {
    return this.#recorded !== null && this.#pool !== this.#recorded;
  }

  /** The figure's numbers; null until they are there. Those of the last reading, while new ones come. */
  get estimate(): Estimate | null {
    return this.#estimate;
  }

  get isEstimating(): boolean {
    return this.#isEstimating;
  }

  /** What was wrong with the lines of the visitor's file that were left out. */
  get complaints(): readonly string[] {
    return this.#complaints;
  }

  /** The scoring of the visitor's own pool; null where nothing is to be scored. */
  get scoring(): PoolScoring | null {
    return this.#scoring;
  }

  get reading(): ScoreReading {
    return this.#reading;
  }

  get band(): BandKind {
    return this.#band;
  }

  /** Whether the paper's own figures are laid beside. */
  get withPaper(): boolean {
    return this.#withPaper;
  }

  /** True where the pool says which part of each probability was 'neutral'. */
  readonly knowsNeutral: boolean = $derived(
    this.#pool?.problems.some(({ neutral }) => neutral !== null) ?? false,
  );

  /** The lines that the pool has scores for, whether switched on or not. */
  readonly available: readonly LineName[] = $derived.by(() => {
    const curves = this.#estimate?.curves ?? {};
    return lineNames.filter((line) => curves[methodOf(line, this.#reading.aggregation)]);
  });

  /** The lines on show. */
  readonly lines: readonly LineName[] = $derived(
    this.available.filter((line) => this.#lines.includes(line)),
  );

  /** The place in the estimate's sizes that is read. */
  readonly at: number = $derived.by(() => {
    const last = (this.#estimate?.sizes.length ?? 1) - 1;
    return Math.min(this.#at ?? last, last);
  });

  /** The cases behind the figure. */
  readonly evidence: Evidence | null = $derived.by(() => {
    const pool = this.#pool;
    if (!pool?.problems.some(isScored)) return null;
    const threshold = pool.about?.threshold ?? this.#model.manifest?.calibration.threshold;
    return findEvidence(pool.problems, this.#reading, threshold ?? fallbackThreshold);
  });

  /** The place of the problem that samples are drawn from. */
  get problem(): number {
    return this.#problem;
  }

  /** Its words; null while they are fetched, and where they can't be. */
  get words(): ProblemWords | null {
    return this.#words;
  }

  /** Looks for the site's recorded pool, and shows it. */
  async start(page: string, get: typeof fetch): Promise<void> {
    try {
      this.#recorded = await openRecordedPool(page, get);
    } catch (thrown) {
      // Nothing that the visitor opened meanwhile is put away for it.
      if (this.#pool) return;
      const detail = thrown instanceof Error ? thrown.message : String(thrown);
      this.#status = { kind: 'failed', title: 'The recorded samples can’t be read.', detail };
      return;
    }
    if (this.#pool || this.#status.kind === 'reading') return;
    if (this.#recorded) await this.#show(this.#recorded);
    else this.#status = { kind: 'none' };
  }

  /** Shows the recorded pool again. */
  async goBack(): Promise<void> {
    if (!this.#recorded) return;
    this.#scoring?.pause();
    this.#scoring = null;
    this.#complaints = [];
    this.#records = [];
    await this.#show(this.#recorded);
  }

  /** Opens a visitor's own pool, JSON lines; the pool on show stays where it can't be read. */
  async openFile(file: File): Promise<void> {
    const before = this.#status;
    this.#scoring?.pause();
    this.#complaints = [];
    const advice = 'A pool is JSON lines, one problem a line. The example below shows how.';
    if (file.size > fileLimit) {
      this.#fail(`${file.name} is too large.`, 'Files of up to 400 MB are read.');
      return;
    }
    this.#status = { kind: 'reading', name: file.name };
    try {
      const { records, complaints } = await this.#tasks.read(file);
      this.#complaints = complaints;
      if (records.length === 0) {
        this.#status = before;
        this.#fail(`${file.name} holds no problem that can be read.`, advice);
        return;
      }
      await this.#openRecords(file.name, records);
    } catch (thrown) {
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      this.#fail(`${file.name} can’t be read.`, `${advice} ${reason}`);
    }
  }

  /** The visitor's own pool as JSON lines, with the scores that it has by now. */
  get ownLines(): string {
    return this.#records.map((record) => `${JSON.stringify(record)}\n`).join('');
  }

  get isOwn(): boolean {
    return this.#records.length > 0;
  }

  toggle(line: LineName): void {
    this.#lines = this.#lines.includes(line)
      ? this.#lines.filter((one) => one !== line)
      : [...this.#lines, line];
  }

  chooseBand(band: BandKind): void {
    this.#band = band;
  }

  showPaper(isShown: boolean): void {
    this.#withPaper = isShown;
  }

  /** Reads the figure at one of its n. */
  readAt(at: number): void {
    this.#at = at;
  }

  /** Reads the steps another way; the figure follows. */
  async read(reading: Partial<ScoreReading>): Promise<void> {
    this.#reading = { ...this.#reading, ...reading };
    this.draws.forget();
    await this.#estimateAnew();
  }

  /** Turns to a problem of the pool. */
  async chooseProblem(problem: number): Promise<void> {
    const pool = this.#pool;
    const chosen = pool?.problems[problem];
    if (!pool || !chosen) return;
    this.#problem = problem;
    this.#words = null;
    this.draws.choose(chosen);
    const words = await pool.words(problem).catch(() => null);
    if (this.#pool === pool && this.#problem === problem) this.#words = words;
  }

  /** A sample with its words and scores; null where the pool has no words for it. */
  async sample(problem: number, sample: number): Promise<OpenedSample | null> {
    const pool = this.#pool;
    const numbers = pool?.problems[problem];
    if (!pool || !numbers) return null;
    const words = await pool.words(problem).catch(() => null);
    const steps = words?.samples[sample];
    if (!steps) {
      this.#announcer.say('This pool holds no text for that sample.');
      return null;
    }
    const prm = [...numbers.prm.slice(numbers.starts[sample], numbers.starts[sample + 1])];
    const isKnown = pool.about !== null && prm.length > 0 && !prm.some(Number.isNaN);
    return {
      problem: words.problem ?? '',
      steps,
      prm: isKnown ? prm : null,
      model: isKnown ? (pool.about?.prm ?? null) : null,
    };
  }

  /** The numbers on show, as a table. */
  get rows(): readonly CurveRow[] {
    const estimate = this.#estimate;
    return estimate ? curveRows(estimate.curves, estimate.sizes, this.#band) : [];
  }

  async #openRecords(name: string, records: readonly ProblemRecord[]): Promise<void> {
    this.#records = records;
    this.#scoring = records.some(({ samples }) => samples.some(isToScore))
      ? new PoolScoring(records, this.#model, (scored) => void this.#takeScored(name, scored))
      : null;
    await this.#show(openOwnPool(name, records));
    const count = records.length === 1 ? 'one problem' : `${records.length} problems`;
    this.#announcer.say(`Opened ${count} from ${name}.`);
  }

  /** The same pool, further scored: the problem on show stays. */
  async #takeScored(name: string, records: readonly ProblemRecord[]): Promise<void> {
    this.#records = records;
    this.#pool = openOwnPool(name, records);
    this.draws.choose(this.#pool.problems[this.#problem] ?? null);
    await this.#estimateAnew();
  }

  async #show(pool: OpenPool): Promise<void> {
    this.#pool = pool;
    this.#status = { kind: 'open' };
    this.#estimate = null;
    this.#at = null;
    await Promise.all([this.#estimateAnew(), this.chooseProblem(this.#mostInstructive(pool))]);
  }

  /** A problem that is neither hopeless nor always solved: there the methods differ. */
  #mostInstructive({ problems }: OpenPool): number {
    const share = ({ right }: PoolProblem): number =>
      right.reduce((sum, one) => sum + one, 0) / right.length;
    const distances = problems.map((problem) => Math.abs(share(problem) - 0.4));
    return Math.max(0, distances.indexOf(Math.min(...distances)));
  }

  async #estimateAnew(): Promise<void> {
    const pool = this.#pool;
    if (!pool) return;
    const asked = ++this.#asked;
    this.#isEstimating = true;
    try {
      const estimate = await this.#tasks.estimate(pool.problems, this.#reading);
      if (asked === this.#asked) this.#estimate = estimate;
    } catch (thrown) {
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      if (asked === this.#asked) this.#fail('The figure can’t be drawn.', reason);
    } finally {
      if (asked === this.#asked) this.#isEstimating = false;
    }
  }

  #fail(title: string, detail: string): void {
    this.#status = { kind: 'failed', title, detail };
  }
}

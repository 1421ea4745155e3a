import type { PoolIndex } from '../core/pool-files.ts';
import type { ProblemRecord } from '../core/pool-line.ts';
import { rightCount, type ScoreReading } from '../core/pool.ts';
import {
  fromCurveLink,
  mostSharedDraws,
  type SharedCurve,
  type SharedDraw,
} from '../core/share-curve.ts';
import { ShareError } from '../core/share-error.ts';
import { curve as words } from '../i18n/curve.ts';
import type { Announcer } from './announcer.svelte.ts';
import { CurveFigure } from './curve-figure.svelte.ts';
import { Draws } from './draws.svelte.ts';
import type { Model } from './model.svelte.ts';
import {
  listRecordedPools,
  openListedPool,
  openOwnPool,
  partFrom,
  sourcesOf,
  type OpenPool,
  type ProblemWords,
} from './open-pool.ts';
import { isToScore, PoolScoring } from './pool-scoring.svelte.ts';
import type { PoolTasks } from './pool-tasks.ts';

/** Something that went wrong, in words. */
interface Failure {
  readonly title: string;
  readonly detail: string;
}

/** Where the pool on show stands. */
export type PoolStatus =
  | { readonly kind: 'looking' }
  | { readonly kind: 'none' }
  | { readonly kind: 'reading'; readonly name: string }
  | { readonly kind: 'open' }
  | ({ readonly kind: 'failed' } & Failure);

/** What keeps a share link from being followed, or from being followed wholly. */
export type LinkProblem =
  | { readonly kind: 'refused'; readonly reason: ShareError['reason'] }
  /** The site does not publish that pool. */
  | { readonly kind: 'no-pool'; readonly id: string }
  /** The samples are in a file that the visitor has to open. */
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'no-problem'; readonly id: string };

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
  readonly announcer: Announcer;
  readonly figure: CurveFigure;
  readonly draws: Draws;
  readonly #tasks: PoolTasks;
  readonly #model: Model;
  /** A failure is worded when it is read, in the language of then. */
  #status = $state.raw<Exclude<PoolStatus, { kind: 'failed' }> | (() => Failure)>({
    kind: 'looking',
  });
  /** Where the site's files lie, and what fetches them. */
  #site: { readonly page: string; readonly get: typeof fetch } | null = null;
  #listing: Promise<void> = Promise.resolve();
  #index = $state.raw<PoolIndex | null>(null);
  /** The recorded pool that was open last. */
  #recorded = $state.raw<OpenPool | null>(null);
  /** The pool that is open, and the part of it that is on show. */
  #whole = $state.raw<OpenPool | null>(null);
  #source = $state<string | null>(null);
  #pool = $state.raw<OpenPool | null>(null);
  #complaints = $state.raw<readonly string[]>([]);
  #records = $state.raw<readonly ProblemRecord[]>([]);
  #scoring = $state.raw<PoolScoring | null>(null);
  #problem = $state(0);
  #words = $state.raw<ProblemWords | null>(null);
  #linkProblem = $state.raw<LinkProblem | null>(null);
  #followed = $state<'curve' | 'draw' | null>(null);
  /** What a link says of a file that is not open yet. */
  #awaited: SharedCurve | SharedDraw | null = null;
  /** Numbers the pools that were asked for, so that one that comes too late is dropped. */
  #opening = 0;

  /** `seed` is what the visitor's draws follow from, a whole number under 2³². */
  constructor(tasks: PoolTasks, model: Model, announcer: Announcer, seed: number) {
    this.#tasks = tasks;
    this.#model = model;
    this.announcer = announcer;
    this.figure = new CurveFigure(tasks);
    this.draws = new Draws(() => this.figure.reading, seed);
  }

  get status(): PoolStatus {
    const status = this.#status;
    return typeof status === 'function' ? { kind: 'failed', ...status() } : status;
  }

  /** The pool on show: all of its problems, or those from one set. */
  get pool(): OpenPool | null {
    return this.#pool;
  }

  /** The pools that the site publishes. */
  get recorded(): PoolIndex['pools'] {
    return this.#index?.pools ?? [];
  }

  /** Whether there is a recorded pool to go back to from the visitor's own. */
  get canGoBack(): boolean {
    return this.#recorded !== null && this.#whole?.id === null;
  }

  /** The sets that the pool's problems are from; empty where it does not say. */
  readonly sources: readonly string[] = $derived(this.#whole ? sourcesOf(this.#whole) : []);

  /** The set whose problems are on show; null for all. */
  get source(): string | null {
    return this.#source;
  }

  /** What was wrong with the last share link; null once another was followed, or its file opened. */
  get linkProblem(): LinkProblem | null {
    return this.#linkProblem;
  }

  /** What the share link showed that opened the pool; null without one. */
  get followed(): 'curve' | 'draw' | null {
    return this.#followed;
  }

  /** What was wrong with the lines of the visitor's file that were left out. */
  get complaints(): readonly string[] {
    return this.#complaints;
  }

  /** The scoring of the visitor's own pool; null where nothing is to be scored. */
  get scoring(): PoolScoring | null {
    return this.#scoring;
  }

  /** The place of the problem that samples are drawn from. */
  get problem(): number {
    return this.#problem;
  }

  /** Its words; null while they are fetched, and where they can't be. */
  get words(): ProblemWords | null {
    return this.#words;
  }

  /** Looks for the site's recorded pools, and shows the one that `link` names, else the default. */
  async start(page: string, get: typeof fetch, link: string | null = null): Promise<void> {
    this.#site = { page, get };
    this.#listing = this.#list(page, get);
    await (link === null ? this.#openDefault() : this.follow(link));
  }

  /** Shows a recorded pool by its name in the site's index, as a link has it set up. */
  async openRecorded(id: string, shared: SharedCurve | SharedDraw | null = null): Promise<void> {
    const site = this.#site;
    const listed = this.recorded.find((one) => one.id === id);
    if (!site || !listed) return;
    const opening = ++this.#opening;
    if (this.#whole) this.#status = { kind: 'reading', name: listed.title };
    try {
      this.#recorded = await openListedPool(id, site.page, site.get);
    } catch (thrown) {
      if (opening === this.#opening) this.#fail(() => recordedFailure(thrown));
      return;
    }
    if (opening !== this.#opening) return;
    this.#putOwnAway();
    await this.#show(this.#recorded, shared);
  }

  /** Shows the recorded pool again. */
  async goBack(): Promise<void> {
    if (!this.#recorded) return;
    this.#putOwnAway();
    await this.#show(this.#recorded);
  }

  /** Follows a share link to a figure or a draw; what can't be followed is said in `linkProblem`. */
  async follow(link: string): Promise<void> {
    this.#linkProblem = null;
    this.#awaited = null;
    try {
      const shared = await fromCurveLink(link);
      await this.#listing;
      await this.#open(shared);
    } catch (thrown) {
      if (!(thrown instanceof ShareError)) throw thrown;
      this.#linkProblem = { kind: 'refused', reason: thrown.reason };
      await this.#openDefault();
    }
  }

  /** The figure as it is set up, for a link; null without one. */
  get sharedCurve(): SharedCurve | null {
    const view = this.#sharedView;
    return view && { kind: 'curve', ...view, ...this.figure.setting };
  }

  /** The draw on show, for a link; null without one. */
  get sharedDraw(): SharedDraw | null {
    const view = this.#sharedView;
    const { problem, n, seed, countOfN } = this.draws;
    if (!view || !problem) return null;
    const draws = Math.min(Math.max(1, countOfN), mostSharedDraws);
    return { kind: 'draw', ...view, problem: problem.id, n, seed, draws };
  }

  /** Shows the problems of one set, or with null all. */
  async chooseSource(source: string | null): Promise<void> {
    this.figure.forgetEvidence();
    this.#showPart(source);
    await this.#estimateAndChoose();
  }

  /** Opens a visitor's own pool, JSON lines; the pool on show stays where it can't be read. */
  async openFile(file: File): Promise<void> {
    const before = this.#status;
    const { name } = file;
    this.#scoring?.pause();
    this.#complaints = [];
    if (file.size > fileLimit) {
      this.#fail(() => ({
        title: words().tooLarge(name),
        detail: words().tooLargeAdvice(fileLimit / 1e6),
      }));
      return;
    }
    this.#status = { kind: 'reading', name };
    try {
      const { records, complaints } = await this.#tasks.read(file);
      this.#complaints = complaints;
      if (records.length === 0) {
        this.#status = before;
        this.#fail(() => ({ title: words().holdsNone(name), detail: words().formatAdvice }));
        return;
      }
      await this.#openRecords(name, records);
    } catch (thrown) {
      const detail = () => `${words().formatAdvice} ${reasonOf(thrown)}`;
      this.#fail(() => ({ title: words().unreadable(name), detail: detail() }));
    }
  }

  /** The visitor's own pool as JSON lines, with the scores that it has by now. */
  get ownLines(): string {
    return this.#records.map((record) => `${JSON.stringify(record)}\n`).join('');
  }

  get isOwn(): boolean {
    return this.#records.length > 0;
  }

  /** Reads the steps another way; the figure follows. */
  async read(reading: Partial<ScoreReading>): Promise<void> {
    this.figure.read(reading);
    this.draws.beginAnew();
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
    const found = await pool.words(problem).catch(() => null);
    if (this.#pool === pool && this.#problem === problem) this.#words = found;
  }

  /** A sample with its words and scores; null where the pool has no words for it. */
  async sample(problem: number, sample: number): Promise<OpenedSample | null> {
    const pool = this.#pool;
    const numbers = pool?.problems[problem];
    if (!pool || !numbers) return null;
    const found = await pool.words(problem).catch(() => null);
    const steps = found?.samples[sample];
    if (!steps) {
      this.announcer.say(words().noText);
      return null;
    }
    const prm = [...numbers.prm.slice(numbers.starts[sample], numbers.starts[sample + 1])];
    const isKnown = pool.about !== null && prm.length > 0 && !prm.some(Number.isNaN);
    return {
      problem: found.problem ?? '',
      steps,
      prm: isKnown ? prm : null,
      model: isKnown ? (pool.about?.prm ?? null) : null,
    };
  }

  /** Opens what a link carries, or says what it needs. */
  async #open(shared: SharedCurve | SharedDraw): Promise<void> {
    const { pool } = shared;
    const whole = this.#whole;
    if (pool.from === 'site') {
      if (whole && whole.id === pool.id) await this.#show(whole, shared);
      else if (this.recorded.some(({ id }) => id === pool.id)) {
        await this.openRecorded(pool.id, shared);
      } else {
        this.#linkProblem = { kind: 'no-pool', id: pool.id };
        await this.#openDefault();
      }
    } else if (whole && whole.id === null && whole.title === pool.name) {
      await this.#show(whole, shared);
    } else {
      this.#awaited = shared;
      this.#linkProblem = { kind: 'file', name: pool.name };
      await this.#openDefault();
    }
  }

  /** Finds out which pools the site publishes. */
  async #list(page: string, get: typeof fetch): Promise<void> {
    try {
      this.#index = await listRecordedPools(page, get);
      if (!this.#index && !this.#whole) this.#status = { kind: 'none' };
    } catch (thrown) {
      // Nothing that the visitor opened meanwhile is put away for it.
      if (!this.#whole) this.#fail(() => recordedFailure(thrown));
    }
  }

  async #openDefault(): Promise<void> {
    await this.#listing;
    if (this.#index && !this.#whole) await this.openRecorded(this.#index.default);
  }

  #putOwnAway(): void {
    this.#scoring?.pause();
    this.#scoring = null;
    this.#complaints = [];
    this.#records = [];
  }

  async #openRecords(name: string, records: readonly ProblemRecord[]): Promise<void> {
    this.#opening++;
    this.#records = records;
    this.#scoring = records.some(({ samples }) => samples.some(isToScore))
      ? new PoolScoring(records, this.#model, (scored) => void this.#takeScored(name, scored))
      : null;
    const awaited = this.#awaited;
    this.#awaited = null;
    this.#linkProblem = null;
    await this.#show(openOwnPool(name, records), awaited);
    this.announcer.say(words().opened(records.length, name));
  }

  /** The same pool, further scored: the problem on show stays. */
  async #takeScored(name: string, records: readonly ProblemRecord[]): Promise<void> {
    this.#records = records;
    this.#whole = openOwnPool(name, records);
    this.#showPart(this.#source);
    this.draws.choose(this.#pool?.problems[this.#problem] ?? null);
    await this.#estimateAnew();
  }

  /** Shows a pool, as a link has it set up. */
  async #show(pool: OpenPool, shared: SharedCurve | SharedDraw | null = null): Promise<void> {
    this.#whole = pool;
    this.#status = { kind: 'open' };
    this.figure.clear();
    this.#followed = shared?.kind ?? null;
    if (shared) this.#setUp(shared);
    this.#showPart(shared?.source ?? null);
    await this.#estimateAndChoose(shared?.kind === 'draw' ? shared : null);
  }

  #setUp(shared: SharedCurve | SharedDraw): void {
    const { kind, aggregation, neutral } = shared;
    this.figure.read({ aggregation, neutral });
    if (kind === 'curve') this.figure.setUp(shared);
  }

  #showPart(source: string | null): void {
    const whole = this.#whole;
    const isThere = source !== null && this.sources.includes(source);
    this.#source = isThere ? source : null;
    this.#pool = whole && isThere ? partFrom(source, whole) : whole;
  }

  /** Draws the figure anew, and turns to a problem: the one of a shared draw, made again. */
  async #estimateAndChoose(draw: SharedDraw | null = null): Promise<void> {
    const pool = this.#pool;
    if (!pool) return;
    // The worker computes while the page draws the rest.
    const estimating = this.#estimateAnew();
    const wanted = draw ? pool.problems.findIndex(({ id }) => id === draw.problem) : -1;
    const choosing = this.chooseProblem(wanted < 0 ? mostInstructive(pool) : wanted);
    if (draw && wanted < 0) this.#linkProblem = { kind: 'no-problem', id: draw.problem };
    else if (draw) this.draws.repeat(draw.seed, draw.n, draw.draws);
    await Promise.all([estimating, choosing]);
  }

  /** What links to the figure and to a draw have in common. */
  get #sharedView(): Pick<SharedCurve, 'pool' | 'source' | 'aggregation' | 'neutral'> | null {
    const whole = this.#whole;
    if (!whole) return null;
    const { id, title } = whole;
    const pool =
      id === null ? { from: 'file' as const, name: title } : { from: 'site' as const, id };
    return { pool, source: this.#source, ...this.figure.reading };
  }

  /** Draws the figure of the pool on show anew. */
  async #estimateAnew(): Promise<void> {
    const pool = this.#pool;
    if (!pool) return;
    const known = pool.about?.threshold ?? this.#model.manifest?.calibration.threshold;
    try {
      await this.figure.draw(pool, known ?? fallbackThreshold);
    } catch (thrown) {
      const detail = reasonOf(thrown);
      this.#fail(() => ({ title: words().undrawn, detail }));
    }
  }

  #fail(failure: () => Failure): void {
    this.#status = failure;
  }
}

function recordedFailure(thrown: unknown): Failure {
  return { title: words().recordedUnreadable, detail: reasonOf(thrown) };
}

function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** A problem that is neither hopeless nor always solved: there the methods differ. */
function mostInstructive({ problems }: OpenPool): number {
  const distances = problems.map((problem) =>
    Math.abs(rightCount(problem) / problem.right.length - 0.4),
  );
  return Math.max(0, distances.indexOf(Math.min(...distances)));
}

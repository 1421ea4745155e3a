import { firstLines, lineNames, methodOf, type LineName } from '../core/curve-lines.ts';
import { paperReading } from '../core/curve-settings.ts';
import { curveRows, type BandKind, type CurveRow } from '../core/curve-table.ts';
import type { Evidence } from '../core/evidence.ts';
import type { ScoreReading } from '../core/pool.ts';
import type { SharedCurve } from '../core/share-curve.ts';
import type { OpenPool } from './open-pool.ts';
import type { Estimate, PoolTasks } from './pool-tasks.ts';

/** How a link has a figure set up. */
export type FigureSetting = Pick<SharedCurve, 'lines' | 'band' | 'paper' | 'n'>;

/** The curves of one pool: how they are set up and read, and the cases behind them. */
export class CurveFigure {
  readonly #tasks: PoolTasks;
  #pool = $state.raw<OpenPool | null>(null);
  #estimate = $state.raw<Estimate | null>(null);
  #isEstimating = $state(false);
  #evidence = $state.raw<Evidence | null>(null);
  #reading = $state.raw<ScoreReading>(paperReading);
  #lines = $state.raw<readonly LineName[]>(firstLines);
  #band = $state<BandKind>('problems');
  #withPaper = $state(false);
  /** The n that is read; null for the last. */
  #n = $state<number | null>(null);
  /** Numbers what was asked for, so that an answer that comes too late is dropped. */
  #asked = 0;

  constructor(tasks: PoolTasks) {
    this.#tasks = tasks;
  }

  /** The figure's numbers; null until they are there. Those of the last reading, while new ones come. */
  get estimate(): Estimate | null {
    return this.#estimate;
  }

  get isEstimating(): boolean {
    return this.#isEstimating;
  }

  /** The cases behind the figure; null until they are found, and where nothing is scored. */
  get evidence(): Evidence | null {
    return this.#evidence;
  }

  /** How a sample's steps make its score. */
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
    const sizes = this.#estimate?.sizes ?? [];
    const n = this.#n ?? Infinity;
    return Math.max(
      0,
      sizes.findLastIndex((size) => size <= n),
    );
  });

  /** The numbers on show, as a table. */
  get rows(): readonly CurveRow[] {
    const estimate = this.#estimate;
    return estimate ? curveRows(estimate.curves, estimate.sizes, this.#band) : [];
  }

  /** How the figure is set up, for a link. */
  get setting(): FigureSetting {
    return { lines: this.#lines, band: this.#band, paper: this.#withPaper, n: this.#n };
  }

  /** Sets the figure up as a link has it. */
  setUp({ lines, band, paper, n }: FigureSetting): void {
    this.#lines = lines;
    this.#band = band;
    this.#withPaper = paper;
    this.#n = n;
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
    this.#n = this.#estimate?.sizes[at] ?? null;
  }

  /** Makes scores of steps another way, once it is drawn anew. */
  read(reading: Partial<ScoreReading>): void {
    this.#reading = { ...this.#reading, ...reading };
  }

  /** Empties the figure, to be drawn of another pool and read at its last n. */
  clear(): void {
    this.#estimate = null;
    this.#evidence = null;
    this.#n = null;
  }

  /** Forgets the cases behind the figure until those of another part of the pool are found. */
  forgetEvidence(): void {
    this.#evidence = null;
  }

  /**
   * Draws the curves of a pool, then finds the cases behind them: what lies under `threshold`
   * counts as doubted. Rejects where the numbers cannot be had, unless others were asked for since.
   */
  async draw(pool: OpenPool, threshold: number): Promise<void> {
    this.#pool = pool;
    const { problems } = pool;
    const reading = this.#reading;
    const asked = ++this.#asked;
    this.#isEstimating = true;
    try {
      const estimate = await this.#tasks.estimate(problems, reading);
      if (asked !== this.#asked) return;
      this.#estimate = estimate;
      this.#isEstimating = false;
      const evidence = await this.#tasks.findEvidence(problems, reading, threshold);
      if (asked === this.#asked) this.#evidence = evidence;
    } catch (thrown) {
      if (asked !== this.#asked) return;
      this.#isEstimating = false;
      throw thrown;
    }
  }
}

/** How a line is drawn: in front, behind, or as the one that matters most. */
export type LineStyle = 'accent' | 'front' | 'front-dashed' | 'accent-dashed' | 'dotted' | 'behind';

/** One method's curve, ready to be drawn; rates from 0 to 1, one for each n. */
export interface RateLine {
  readonly id: string;
  readonly label: string;
  readonly style: LineStyle;
  readonly rate: ArrayLike<number>;
  readonly band: { readonly low: ArrayLike<number>; readonly high: ArrayLike<number> } | null;
}

/** A single value at one n; `weight` from 0 to 1 is how much stands behind it. */
export interface RateDot {
  readonly id: string;
  readonly n: number;
  readonly rate: number;
  readonly weight: number;
  readonly style: LineStyle;
}

/** Another source's value, marked as such. */
export interface ForeignMark {
  /** Whose value it is; left out where there is no room. */
  readonly source: string;
  readonly label: string;
  readonly n: number;
  readonly rate: number;
}

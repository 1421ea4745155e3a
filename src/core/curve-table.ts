import { methodNames, type SolveCurves } from './solve-curves.ts';

/** Which chance the interval is about: other problems, or other samples of the same problems. */
export const bandKinds = ['problems', 'samples'] as const;
export type BandKind = (typeof bandKinds)[number];

/** One row of a figure's numbers. */
export interface CurveRow {
  readonly method: string;
  readonly n: number;
  readonly solve_rate: number;
  readonly low: number;
  readonly high: number;
}

/** A figure's numbers, a row for each method and n, methods in the order of `methodNames`. */
export function curveRows(
  curves: SolveCurves,
  sizes: readonly number[],
  band: BandKind,
): CurveRow[] {
  return methodNames.flatMap((method) => {
    const curve = curves[method];
    if (!curve) return [];
    return sizes.map((n, at) => ({
      method,
      n,
      solve_rate: curve.rate[at] ?? NaN,
      low: curve[band].low[at] ?? NaN,
      high: curve[band].high[at] ?? NaN,
    }));
  });
}

/** The rows as CSV with a header. Numbers keep all their digits. */
export function curveCsv(rows: readonly CurveRow[]): string {
  const lines = rows.map(({ method, n, solve_rate, low, high }) =>
    [method, n, solve_rate, low, high].join(','),
  );
  return `${['method,n,solve_rate,low,high', ...lines].join('\n')}\n`;
}

/** The rows as JSON lines. */
export function curveJsonLines(rows: readonly CurveRow[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

import * as v from 'valibot';

/** A number that is moved to the nearer end where it lies outside of `least` to `most`. */
export const clamped = (least: number, most: number) =>
  v.pipe(
    v.number(),
    v.transform((value) => Math.min(Math.max(value, least), most)),
  );

/** A whole number, as {@link clamped}. */
export const clampedWhole = (least: number, most: number) =>
  v.pipe(
    v.number(),
    v.transform((value) => Math.min(Math.max(Math.round(value), least), most)),
  );

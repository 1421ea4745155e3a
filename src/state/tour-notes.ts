import * as v from 'valibot';
import { itinerary, type Stop } from './tour-stops.ts';

/** What people say of a step: wrong, neutral, good. */
export const ratings = [1, 0, -1] as const;
export type Rating = (typeof ratings)[number];

/** How many steps the visitor rates. */
export const ratedSteps = 3;

/** How far a visitor has come in the tour, and what they answered on the way. */
export interface TourNotes {
  readonly stop: Stop;
  /** The step that they take for the first wrong one, from 0; −1 for none; null before they chose. */
  readonly marked: number | null;
  /** Whether they have seen what the model said of it. */
  readonly isMarkedShown: boolean;
  /** Their rating of each step; null before they chose. */
  readonly rated: readonly (Rating | null)[];
  /** Whether they have seen the true ratings. */
  readonly isRatedShown: boolean;
}

/** The tour before the first step. */
export const emptyNotes: TourNotes = {
  stop: 'lucky',
  marked: null,
  isMarkedShown: false,
  rated: Array<null>(ratedSteps).fill(null),
  isRatedShown: false,
};

const schema = v.fallback(
  v.object({
    stop: v.fallback(v.picklist(itinerary), emptyNotes.stop),
    marked: v.fallback(
      v.nullable(v.pipe(v.number(), v.integer(), v.minValue(-1), v.maxValue(1000))),
      null,
    ),
    isMarkedShown: v.fallback(v.boolean(), false),
    rated: v.fallback(
      v.pipe(v.array(v.nullable(v.picklist(ratings))), v.length(ratedSteps), v.readonly()),
      emptyNotes.rated,
    ),
    isRatedShown: v.fallback(v.boolean(), false),
  }),
  emptyNotes,
);

/** Valid notes from whatever was stored; what is missing or broken falls back field by field. */
export function parseNotes(stored: unknown): TourNotes {
  return v.parse(schema, stored);
}

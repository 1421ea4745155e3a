import { hashOf } from './route.svelte.ts';

/** The numbered stops of the tour, in order. */
export const stops = ['lucky', 'labels', 'judges', 'vote', 'draws', 'fooled'] as const;

/** A stop, or what comes after the last. Each name is the last part of an address. */
export type Stop = (typeof stops)[number] | 'end';

/** All that can be visited, in order. */
export const itinerary: readonly Stop[] = [...stops, 'end'];

/** The stop of that name; null where there is none. */
export function stopNamed(name: unknown): Stop | null {
  return itinerary.find((stop) => stop === name) ?? null;
}

/** The stop before (−1) or after (1) another; null beyond either end. */
export function stopBeside(stop: Stop, by: -1 | 1): Stop | null {
  return itinerary[itinerary.indexOf(stop) + by] ?? null;
}

/** The hash that opens a stop, for links. */
export function addressOf(stop: Stop): string {
  return `${hashOf('tour')}/${stop}`;
}

import type { TourPage } from '../../state/tour-page.svelte.ts';

/** What every stop of the tour is given. */
export interface StopProps {
  readonly tour: TourPage;
  /** Under this probability the page's model takes a step for wrong. */
  readonly threshold: number;
}

/** The guided tour with what only it needs, fetched when someone first opens it. */
export { PoolClient } from '../../state/pool-client.ts';
export { TourPage } from '../../state/tour-page.svelte.ts';
export { TourPool } from '../../state/tour-pool.svelte.ts';
export { default as TourView } from './TourView.svelte';

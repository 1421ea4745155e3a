/** The curve view with what only it needs, fetched when someone first opens it. */
export { CurvePage } from '../../state/curve-page.svelte.ts';
export { PoolClient } from '../../state/pool-client.ts';
export { default as CurveView } from './CurveView.svelte';

import type { ScorePage } from '../../state/score-page.svelte.ts';
import { CurvePage } from '../../state/curve-page.svelte.ts';
import { PoolClient } from '../../state/pool-client.ts';

/** The curve view with what only it needs, fetched when someone first opens it. */
export { default as CurveView } from './CurveView.svelte';
export type { CurvePage };

/** A curve page that opens the site's recorded samples, or what a share link shows of them. */
export function openCurve({ model, announcer }: ScorePage, link: string | null): CurvePage {
  const seed = Math.floor(Math.random() * 2 ** 32);
  const tasks = new PoolClient();
  tasks.prepare();
  const page = new CurvePage(tasks, model, announcer, seed);
  void page.start(document.baseURI, (...of) => fetch(...of), link);
  return page;
}

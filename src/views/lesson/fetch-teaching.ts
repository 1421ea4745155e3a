import { translated } from '../../i18n/area.svelte.ts';
import type { LessonPage } from '../../state/lesson-page.svelte.ts';
import type { ScorePage } from '../../state/score-page.svelte.ts';
import type * as parts from './index.ts';

/** The views for teaching, and the lessons that they show. */
export interface Teaching extends Pick<typeof parts, 'LessonView' | 'Stage' | 'StageDialog'> {
  readonly lessons: LessonPage;
}

let fetched: Promise<Teaching> | null = null;

/**
 * Fetches all that teaching needs; once for the page, so that there is one lesson in the making. A
 * failure is not kept, so that another try can succeed.
 */
export function fetchTeaching(page: ScorePage): Promise<Teaching> {
  fetched ??= create(page).catch((error: unknown) => {
    fetched = null;
    throw error;
  });
  return fetched;
}

async function create(page: ScorePage): Promise<Teaching> {
  const { LessonPage, ...views } = await import('./index.ts');
  await translated();
  // Called as a method of something else, the browser's fetch refuses to work.
  const lessons = new LessonPage(page, page.storage, document.baseURI, (...of) => fetch(...of));
  addEventListener('pagehide', () => lessons.flush());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') lessons.flush();
  });
  return { ...views, lessons };
}

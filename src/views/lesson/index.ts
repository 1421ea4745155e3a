/** Lessons and their presentation, with what only they need; fetched when someone first asks for them. */
export { LessonPage } from '../../state/lesson-page.svelte.ts';
export { default as Stage } from '../present/Stage.svelte';
export { default as StageDialog } from '../present/StageDialog.svelte';
export { default as LessonView } from './LessonView.svelte';

import { area } from './area.svelte.ts';
import { lesson as english } from './en/lesson.ts';

export const lesson = area(english, { 'zh-CN': () => import('./zh-cn/lesson.ts') });

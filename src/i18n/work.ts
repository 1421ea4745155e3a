import { area } from './area.svelte.ts';
import { work as english } from './en/work.ts';

export const work = area(english, { 'zh-CN': () => import('./zh-cn/work.ts') });

import { area } from './area.svelte.ts';
import { site as english } from './en/site.ts';

export const site = area(english, { 'zh-CN': () => import('./zh-cn/site.ts') });

import { area } from './area.svelte.ts';
import { tour as english } from './en/tour.ts';

export const tour = area(english, { 'zh-CN': () => import('./zh-cn/tour.ts') });

import { area } from './area.svelte.ts';
import { details as english } from './en/details.ts';

export const details = area(english, { 'zh-CN': () => import('./zh-cn/details.ts') });

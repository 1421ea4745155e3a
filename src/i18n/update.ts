import { area } from './area.svelte.ts';
import { update as english } from './en/update.ts';

export const update = area(english, { 'zh-CN': () => import('./zh-cn/update.ts') });

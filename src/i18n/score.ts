import { area } from './area.svelte.ts';
import { score as english } from './en/score.ts';

export const score = area(english, { 'zh-CN': () => import('./zh-cn/score.ts') });

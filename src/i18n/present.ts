import { area } from './area.svelte.ts';
import { present as english } from './en/present.ts';

export const present = area(english, { 'zh-CN': () => import('./zh-cn/present.ts') });

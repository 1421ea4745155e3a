import { area } from './area.svelte.ts';
import { curve as english } from './en/curve.ts';

export const curve = area(english, { 'zh-CN': () => import('./zh-cn/curve.ts') });

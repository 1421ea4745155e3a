import { area } from './area.svelte.ts';
import { share as english } from './en/share.ts';

export const share = area(english, { 'zh-CN': () => import('./zh-cn/share.ts') });

import { area } from './area.svelte.ts';
import { picture as english } from './en/picture.ts';

export const picture = area(english, { 'zh-CN': () => import('./zh-cn/picture.ts') });

import { area } from './area.svelte.ts';
import { embed as english } from './en/embed.ts';

export const embed = area(english, { 'zh-CN': () => import('./zh-cn/embed.ts') });

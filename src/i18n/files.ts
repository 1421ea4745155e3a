import { area } from './area.svelte.ts';
import { files as english } from './en/files.ts';

export const files = area(english, { 'zh-CN': () => import('./zh-cn/files.ts') });

import { area } from './area.svelte.ts';
import { model as english } from './en/model.ts';

export const model = area(english, { 'zh-CN': () => import('./zh-cn/model.ts') });

import { area } from './area.svelte.ts';
import { chart as english } from './en/chart.ts';

export const chart = area(english, { 'zh-CN': () => import('./zh-cn/chart.ts') });

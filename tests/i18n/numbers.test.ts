import { afterEach, describe, expect, it } from 'vitest';
import { speak } from '../../src/i18n/locale.svelte.ts';
import {
  formatBytes,
  formatCount,
  formatDecimal,
  formatPercent,
  formatProbability,
} from '../../src/i18n/numbers.ts';
import { plural } from '../../src/i18n/plural.ts';

afterEach(() => {
  speak('en');
});

describe('numbers', () => {
  it('are set as English has them', () => {
    expect([0, 1500, 12000].map(formatCount)).toEqual(['0', '1500', '12,000']);
    expect([formatDecimal(-1.006, 2), formatDecimal(3, 1)]).toEqual(['−1.01', '3.0']);
    expect([0, 0.996, 1, NaN].map(formatProbability)).toEqual(['0.00', '1.00', '1.00', '–']);
    expect([0.064, 1].map(formatPercent)).toEqual(['6 percent', '100 percent']);
  });

  it('follow the language', () => {
    expect(formatPercent(0.5)).toBe('50 percent');
    speak('zh-CN');
    expect(formatPercent(0.5)).toBe('50%');
    expect(formatBytes(75e6)).toBe('75 MB');
  });

  it('give sizes in decimal units, with one decimal under ten', () => {
    const sizes = [512, 9_400, 512_000, 999_999, 1e6, 9.54e6, 75_400_000];
    expect(sizes.map(formatBytes)).toEqual([
      '0.5 kB',
      '9.4 kB',
      '512 kB',
      '1000 kB',
      '1.0 MB',
      '9.5 MB',
      '75 MB',
    ]);
  });
});

describe('a plural', () => {
  it('takes the form that its own language has for the number, whatever is spoken now', () => {
    const forms = { one: 'one step', other: 'steps' };
    speak('zh-CN');
    expect([0, 1, 2].map((count) => plural('en', count, forms))).toEqual([
      'steps',
      'one step',
      'steps',
    ]);
    expect(plural('zh-CN', 1, forms)).toBe('steps');
  });
});

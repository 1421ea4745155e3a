import { afterEach, describe, expect, it } from 'vitest';
import { area, fetchMessages, translated } from '../../src/i18n/area.svelte.ts';
import { bestLocale, locale, speak } from '../../src/i18n/locale.svelte.ts';

afterEach(() => {
  speak('en');
});

describe('an area', () => {
  it('speaks English without a fetch, and another language once it has come', async () => {
    let fetches = 0;
    const words = area(
      { yes: 'yes' },
      {
        'zh-CN': () => {
          fetches++;
          return Promise.resolve({ default: { yes: '是' } });
        },
      },
    );
    expect(words().yes).toBe('yes');
    expect(fetches).toBe(0);
    speak('zh-CN');
    expect(words().yes).toBe('yes');
    await expect.poll(() => words().yes).toBe('是');
    speak('en');
    expect(words().yes).toBe('yes');
    speak('zh-CN');
    expect(words().yes).toBe('是');
    expect(fetches).toBe(1);
  });

  it('can be fetched before it is spoken, and again after a failure', async () => {
    let isOnline = false;
    const words = area(
      { yes: 'yes' },
      {
        'zh-CN': () =>
          isOnline
            ? Promise.resolve({ default: { yes: '是' } })
            : Promise.reject(new TypeError('offline')),
      },
    );
    await expect(fetchMessages('zh-CN')).rejects.toThrow('offline');
    speak('zh-CN');
    expect(words().yes).toBe('yes');
    // What shows a part that has just been fetched does not wait in vain.
    await translated();
    isOnline = true;
    await fetchMessages('zh-CN');
    expect(words().yes).toBe('是');
  });
});

describe('the best language', () => {
  it('is the first of the reader’s that the site speaks', () => {
    expect(bestLocale(['de-CH', 'zh-Hant-TW', 'en'])).toBe('zh-CN');
    expect(bestLocale(['fr', 'en-GB', 'zh'])).toBe('en');
    expect(bestLocale(['ZH-cn'])).toBe('zh-CN');
  });

  it('is English for readers of others, and of none', () => {
    expect(bestLocale(['de', 'ar'])).toBe('en');
    expect(bestLocale([])).toBe('en');
    expect(locale()).toBe('en');
  });
});

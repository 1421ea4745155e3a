import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { area } from '../../src/i18n/area.svelte.ts';
import { locale, speak } from '../../src/i18n/locale.svelte.ts';
import { site } from '../../src/i18n/site.ts';
import { Announcer } from '../../src/state/announcer.svelte.ts';
import { Language } from '../../src/state/language.svelte.ts';
import { Persisted } from '../../src/state/persisted.svelte.ts';
import { parseChoices, Preferences } from '../../src/state/preferences.svelte.ts';
import { FakeStorage } from './fake-storage.ts';

let storage: FakeStorage;
let announcer: Announcer;
let isOnline: boolean;

// Stands for any part of the page whose messages the network may withhold.
area(
  { word: 'word' },
  {
    'zh-CN': () =>
      isOnline
        ? Promise.resolve({ default: { word: '词' } })
        : Promise.reject(new Error('offline')),
  },
);

beforeEach(() => {
  storage = new FakeStorage();
  announcer = new Announcer();
  isOnline = true;
});

afterEach(() => {
  speak('en');
});

/** A visit with what earlier ones left in storage. */
function visit(): { language: Language; preferences: Preferences } {
  const preferences = new Preferences(new Persisted(storage, 'stepwise.choices', parseChoices));
  return { language: new Language(preferences, announcer), preferences };
}

describe('the language', () => {
  // First, because what was fetched once stays.
  it('stays as it is where another can’t be fetched, and that is said', async () => {
    isOnline = false;
    const { language, preferences } = visit();
    await language.start(['zh-CN']);
    expect(locale()).toBe('en');
    await language.choose('zh-CN');
    expect(locale()).toBe('en');
    expect(language.isMissing).toBe(true);
    expect(preferences.language).toBeNull();
    expect(announcer.text).toBe('This language did not load.');
    isOnline = true;
    await language.choose('zh-CN');
    expect(language.isMissing).toBe(false);
    expect(locale()).toBe('zh-CN');
  });

  it('is the browser’s on a first visit, and no choice yet', async () => {
    const { language, preferences } = visit();
    await language.start(['zh-TW', 'en']);
    expect(locale()).toBe('zh-CN');
    expect(site().tryAgain).toBe('重试');
    expect(preferences.language).toBeNull();
  });

  it('is announced in itself once chosen, and kept', async () => {
    const first = visit();
    await first.language.start(['en']);
    await first.language.choose('zh-CN');
    expect(announcer.text).toBe('页面现在显示为简体中文。');
    first.preferences.flush();

    speak('en');
    await visit().language.start(['en']);
    expect(locale()).toBe('zh-CN');
  });

  it('is the one chosen last, whichever comes first', async () => {
    const { language, preferences } = visit();
    await Promise.all([language.choose('zh-CN'), language.choose('en')]);
    expect(locale()).toBe('en');
    expect(preferences.language).toBe('en');
    expect(announcer.text).toBe('The page is in English now.');
  });

  it('that was stored and is none falls back to the browser’s', () => {
    expect(parseChoices({ language: 'tlh', theme: 'dark' })).toMatchObject({
      language: null,
      theme: 'dark',
    });
  });

  it('is put on the document with its direction and title', async () => {
    const { language } = visit();
    await language.start(['zh']);
    const page = { documentElement: { lang: '', dir: '' }, title: '' };
    language.apply(page as Document);
    expect(page.documentElement).toEqual({ lang: 'zh-CN', dir: 'ltr' });
    expect(page.title).toContain('解答');
  });
});

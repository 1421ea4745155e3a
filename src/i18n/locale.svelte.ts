/** The languages of the site, each named in itself. */
export const locales = { en: 'English', 'zh-CN': '简体中文' } as const;

export type Locale = keyof typeof locales;

let current = $state<Locale>('en');

/** The language that the site speaks now; reading it in a template follows a change. */
export function locale(): Locale {
  return current;
}

/** Change the site's language; every area that is on the page follows. */
export function speak(chosen: Locale): void {
  current = chosen;
}

/** The first of a reader's `preferred` languages that the site speaks, English if none is. */
export function bestLocale(preferred: readonly string[]): Locale {
  for (const tag of preferred) {
    const language = tag.toLowerCase().split('-')[0];
    if (language === 'en') return 'en';
    if (language === 'zh') return 'zh-CN';
  }
  return 'en';
}

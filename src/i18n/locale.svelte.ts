interface Language {
  /** What the language calls itself. */
  readonly name: string;
  /** The direction in which it is written, as HTML's `dir` has it. */
  readonly direction: 'ltr' | 'rtl';
}

/** The languages of the site, in the order of the menu. */
export const locales = {
  en: { name: 'English', direction: 'ltr' },
  'zh-CN': { name: '简体中文', direction: 'ltr' },
} as const satisfies Record<string, Language>;

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

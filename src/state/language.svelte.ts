import { fetchMessages } from '../i18n/area.svelte.ts';
import { bestLocale, locale, locales, speak, type Locale } from '../i18n/locale.svelte.ts';
import { site } from '../i18n/site.ts';
import type { Announcer } from './announcer.svelte.ts';
import type { Preferences } from './preferences.svelte.ts';

/** The language that the site speaks to this visitor: the chosen one, else the best of the browser's. */
export class Language {
  readonly #preferences: Preferences;
  readonly #announcer: Announcer;
  #isMissing = $state(false);
  /** The choice made last, so that one that loads slowly does not come after it. */
  #wanted: Locale = 'en';

  constructor(preferences: Preferences, announcer: Announcer) {
    this.#preferences = preferences;
    this.#announcer = announcer;
  }

  /** True when the language chosen last could not be fetched. */
  get isMissing(): boolean {
    return this.#isMissing;
  }

  /**
   * Speaks the visitor's language, which is fetched first: for the moment before anything is shown.
   * `preferred` are the browser's languages, the best first. English stays where the fetch fails.
   */
  async start(preferred: readonly string[]): Promise<void> {
    await this.#speak(this.#preferences.language ?? bestLocale(preferred));
  }

  /** Switches to a language and says so in it; where it can't be fetched, the present one stays. */
  async choose(language: Locale): Promise<void> {
    this.#isMissing = false;
    const isSpoken = await this.#speak(language);
    if (this.#wanted !== language) return;
    this.#isMissing = !isSpoken;
    if (isSpoken) this.#preferences.choose({ language });
    this.#announcer.say(isSpoken ? site().languageChosen : site().languageMissing);
  }

  /** Puts the language, its direction and the page's title on the document. */
  apply(page: Document): void {
    page.documentElement.lang = locale();
    page.documentElement.dir = locales[locale()].direction;
    page.title = site().documentTitle;
  }

  async #speak(language: Locale): Promise<boolean> {
    this.#wanted = language;
    try {
      await fetchMessages(language);
    } catch {
      return false;
    }
    if (this.#wanted === language) speak(language);
    return true;
  }
}

import { MediaQuery } from 'svelte/reactivity';
import type { Preferences } from './preferences.svelte.ts';

/** How the page looks: the visitor's choice, or the system's where the visitor made none. */
export class Appearance {
  readonly #preferences: Preferences;
  readonly #isSystemDark = new MediaQuery('prefers-color-scheme: dark');

  constructor(preferences: Preferences) {
    this.#preferences = preferences;
  }

  /** Puts theme and palette on the document's root, where the style sheet reads them. */
  apply(root: HTMLElement): void {
    const { theme, palette } = this.#preferences;
    root.dataset.theme =
      theme === 'system' ? (this.#isSystemDark.current ? 'dark' : 'light') : theme;
    root.dataset.palette = palette;
  }
}

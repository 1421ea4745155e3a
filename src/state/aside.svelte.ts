import type { Persisted } from './persisted.svelte.ts';
import type { SavedDraft } from './saved-draft.ts';

/** More than this are not kept; the oldest goes first. */
const most = 5;

/** Texts of the visitor's own that a shared one took the place of; they outlive the page. */
export class Aside {
  readonly #stored: Persisted<readonly SavedDraft[]>;

  constructor(stored: Persisted<readonly SavedDraft[]>) {
    this.#stored = stored;
  }

  /** The one set aside last comes first. */
  get texts(): readonly SavedDraft[] {
    return this.#stored.value;
  }

  /** Sets a text aside; one that lies there already only comes to the front. */
  put(text: SavedDraft): void {
    const others = this.texts.filter((one) => !isSameText(one, text));
    this.#stored.value = [text, ...others].slice(0, most);
  }

  /** The text set aside last, which leaves the pile; null when there is none. */
  take(): SavedDraft | null {
    const [text, ...others] = this.texts;
    this.#stored.value = others;
    return text ?? null;
  }

  flush(): void {
    this.#stored.flush();
  }
}

function isSameText(a: SavedDraft, b: SavedDraft): boolean {
  return a.problem === b.problem && JSON.stringify(a.steps) === JSON.stringify(b.steps);
}

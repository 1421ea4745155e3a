import type katex from 'katex';

type Katex = typeof katex;

/** KaTeX, fetched when the first maths comes into sight; one for the page. */
class Typesetter {
  #katex = $state.raw<Katex | null>(null);
  #isFetching = false;

  /** True once maths can be set; reading it in a template redraws when KaTeX arrives. */
  get isReady(): boolean {
    return this.#katex !== null;
  }

  /** Fetches KaTeX, its style and its fonts from this site. Safe to call often. */
  fetch(): void {
    if (this.#isFetching) return;
    this.#isFetching = true;
    Promise.all([import('katex'), import('katex/dist/katex.min.css')]).then(
      ([module]) => {
        this.#katex = module.default;
      },
      () => {
        // Offline before KaTeX came: the source stays on show, and the next maths tries again.
        this.#isFetching = false;
      },
    );
  }

  /** Sets TeX into an element; false, and the element untouched, where KaTeX can't read it. */
  typeset(tex: string, display: boolean, element: HTMLElement): boolean {
    if (!this.#katex) return false;
    try {
      // Nothing in pasted TeX may link, load or define without end.
      this.#katex.render(tex, element, {
        displayMode: display,
        throwOnError: true,
        strict: 'ignore',
        trust: false,
        maxExpand: 200,
        maxSize: 10,
      });
      return true;
    } catch {
      return false;
    }
  }
}

export const typesetter = new Typesetter();

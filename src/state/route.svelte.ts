/** The views of the page, by the hash that opens each. */
const hashes = { score: '#/', curve: '#/curve', lesson: '#/lesson' } as const;

export type View = keyof typeof hashes;

/** What a {@link Route} needs of the window. */
export interface RouteWindow {
  readonly location: Pick<Location, 'hash'>;
  addEventListener(type: 'hashchange', listener: () => void): void;
}

/** Which view the address asks for. Any hash but a view's own belongs to the score view. */
export class Route {
  #hash = $state('');

  constructor(window: RouteWindow) {
    this.#hash = window.location.hash;
    window.addEventListener('hashchange', () => {
      this.#hash = window.location.hash;
    });
  }

  get view(): View {
    return viewOf(this.#hash);
  }

  /** The name of the lesson that the address asks for; empty for the list of all. */
  get lesson(): string {
    return this.view === 'lesson' ? this.#hash.slice(hashes.lesson.length + 1) : '';
  }
}

/** The hash that opens a view, for links. */
export function hashOf(view: View): string {
  return hashes[view];
}

function viewOf(hash: string): View {
  if (hash === hashes.curve) return 'curve';
  return hash === hashes.lesson || hash.startsWith(`${hashes.lesson}/`) ? 'lesson' : 'score';
}

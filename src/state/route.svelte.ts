import { isCurveLink } from '../core/share-versions.ts';

/** The views of the page, by the hash that opens each. */
const hashes = { score: '#/', curve: '#/curve', lesson: '#/lesson', tour: '#/tour' } as const;

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
    return this.#partAfter('lesson');
  }

  /** The name of the tour's stop that the address asks for; empty for where the visitor left it. */
  get stop(): string {
    return this.#partAfter('tour');
  }

  #partAfter(view: View): string {
    return this.view === view ? this.#hash.slice(hashes[view].length + 1) : '';
  }
}

/** The hash that opens a view, for links. */
export function hashOf(view: View): string {
  return hashes[view];
}

function viewOf(hash: string): View {
  if (hash === hashes.curve || isCurveLink(hash)) return 'curve';
  const [root, name] = hash.split('/');
  return root === '#' && (name === 'lesson' || name === 'tour') ? name : 'score';
}

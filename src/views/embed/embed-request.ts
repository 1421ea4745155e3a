import { isCurveLink } from '../../core/share-versions.ts';
import { hashOf } from '../../state/route.svelte.ts';

/** Which part of the site a frame shows. */
export type EmbedRequest =
  | { readonly kind: 'example'; readonly id: string }
  | { readonly kind: 'shared'; readonly link: string }
  | { readonly kind: 'lesson'; readonly id: string }
  /** The figure, or what a link shows of it. */
  | { readonly kind: 'curve'; readonly link: string | null };

const example = '#/example/';
const lesson = `${hashOf('lesson')}/`;

/** What a frame's address asks for by its hash; null for one that names nothing to be shown. */
export function parseEmbedRequest(hash: string): EmbedRequest | null {
  if (hash.startsWith(example)) return { kind: 'example', id: hash.slice(example.length) };
  if (hash.startsWith(lesson)) return { kind: 'lesson', id: hash.slice(lesson.length) };
  if (hash === hashOf('curve')) return { kind: 'curve', link: null };
  if (isCurveLink(hash)) return { kind: 'curve', link: hash };
  return /^#s\d/.test(hash) ? { kind: 'shared', link: hash } : null;
}

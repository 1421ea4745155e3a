import { mount } from 'svelte';
import type { Appearance } from '../../state/appearance.svelte.ts';
import { themes, type Theme } from '../../state/preferences.svelte.ts';
import type { ScorePage } from '../../state/score-page.svelte.ts';
import Embed from './Embed.svelte';
import { parseEmbedRequest } from './embed-request.ts';

/** Shows the part of the site that a frame's address asks for, in the theme that its query names. */
export function showEmbed(
  target: HTMLElement,
  page: ScorePage,
  appearance: Appearance,
  { search, hash }: Pick<Location, 'search' | 'hash'>,
): void {
  const theme = new URLSearchParams(search).get('theme') ?? '';
  if (theme in themes) page.preferences.choose({ theme: theme as Theme });
  mount(Embed, { target, props: { page, appearance, request: parseEmbedRequest(hash), hash } });
}

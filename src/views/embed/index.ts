import { mount } from 'svelte';
import { translated } from '../../i18n/area.svelte.ts';
import type { Appearance } from '../../state/appearance.svelte.ts';
import type { Language } from '../../state/language.svelte.ts';
import { themes, type Theme } from '../../state/preferences.svelte.ts';
import type { ScorePage } from '../../state/score-page.svelte.ts';
import Embed from './Embed.svelte';
import { parseEmbedRequest } from './embed-request.ts';

/** Shows the part of the site that a frame's address asks for, in the theme that its query names. */
export async function showEmbed(
  target: HTMLElement,
  page: ScorePage,
  appearance: Appearance,
  language: Language,
  { search, hash }: Pick<Location, 'search' | 'hash'>,
): Promise<void> {
  const theme = new URLSearchParams(search).get('theme') as Theme | null;
  const isKnown = theme === null || themes.includes(theme);
  if (theme !== null && isKnown) page.preferences.choose({ theme });
  const unknownTheme = isKnown ? null : theme;
  await translated();
  const request = parseEmbedRequest(hash);
  mount(Embed, { target, props: { page, appearance, language, request, hash, unknownTheme } });
}

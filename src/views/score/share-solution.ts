import { toShareFile, toShareLink } from '../../core/share-link.ts';
import { translated } from '../../i18n/area.svelte.ts';
import { share } from '../../i18n/share.ts';
import type { ScorePage } from '../../state/score-page.svelte.ts';
import { copyText } from '../../ui/copy-text.ts';
import { saveFile } from '../../ui/save-file.ts';
import type ShareDialog from './ShareDialog.svelte';

/** How a solution is shared: a link to be copied, one to be shown, or a file. */
export type ShareWay = 'copy' | 'show' | 'file';

/** What came of it: a sentence that tells, or a link to be shown in a dialog. */
export type Shared =
  { readonly news: string } | { readonly Dialog: typeof ShareDialog; readonly url: string };

/** Shares the present solution; one that is too long for a link, or for its copying, another way. */
export async function shareSolution(page: ScorePage, way: ShareWay): Promise<Shared> {
  const { shared } = page;
  const hash = way === 'file' ? null : await toShareLink(shared);
  await translated();
  if (hash === null) {
    const content = new Blob([toShareFile(shared)], { type: 'application/json' });
    saveFile('solution.stepwise.json', content);
    return { news: way === 'file' ? '' : share().linkTooLong };
  }
  const url = location.origin + location.pathname + hash;
  if (way === 'copy' && (await copyText(url))) return { news: share().linkCopied };
  const { default: Dialog } = await import('./ShareDialog.svelte');
  return { Dialog, url };
}

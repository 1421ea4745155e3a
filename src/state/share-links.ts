import { isCurveLink } from '../core/share-versions.ts';
import type { ScorePage } from './score-page.svelte.ts';

/** Opens the share link to a solution that the page's address holds, now and whenever another one is entered. */
export function followShareLinks(page: Pick<ScorePage, 'openLink'>): void {
  const follow = () => {
    const { hash } = location;
    // Figures and draws are the curve view's to open.
    if (!/^#s\d/.test(hash) || isCurveLink(hash)) return;
    // To the view that shows it, and out of the address: a reload must not put the link's text over
    // what was typed since.
    location.replace('#/');
    void page.openLink(hash);
  };
  addEventListener('hashchange', follow);
  follow();
}

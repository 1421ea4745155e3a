import { mount } from 'svelte';
import { SiteWorker } from './state/site-worker.svelte.ts';
import UpdateNotice from './views/UpdateNotice.svelte';

const askedBefore = 'stepwise.reloaded-for-threads';

/**
 * Has a service worker keep the site for offline use, and announces newer versions at the end of
 * `body`. On a host that does not isolate the page from other origins, the worker does, from the
 * next load on: the page then loads once more, unless the visitor has touched it.
 */
export async function keepOffline(body: HTMLElement): Promise<void> {
  // Absent on plain http from another machine, and in the development server.
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) return;
  const worker = new SiteWorker(navigator.serviceWorker, () => location.reload());
  mount(UpdateNotice, { target: body, props: { worker } });
  try {
    await worker.start(new URL('service-worker.js', document.baseURI));
  } catch {
    // Forbidden by the visitor's browser, or no room: the site works as long as there is a network.
    return;
  }
  if (isWorthReloading()) location.reload();
}

function isWorthReloading(): boolean {
  const isTouched = (navigator.userActivation as UserActivation | undefined)?.hasBeenActive ?? true;
  // Inside another page, isolation is that page's to give.
  if (crossOriginIsolated || isTouched || window.top !== window) return false;
  try {
    if (sessionStorage.getItem(askedBefore)) return false;
    sessionStorage.setItem(askedBefore, 'yes');
    return true;
  } catch {
    return false;
  }
}

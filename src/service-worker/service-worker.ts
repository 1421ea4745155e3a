/**
 * Keeps the site for use without a network, and gives it the headers that its host does not send.
 * The model is not kept here: the engine has a store of its own.
 */
import { PrecacheController } from 'workbox-precaching/PrecacheController';
import type { PrecacheEntry } from 'workbox-precaching/_types';
import { siteHeaders } from './site-headers.ts';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: PrecacheEntry[] };

/** Descriptions of models, pools and lessons: small, and under addresses that outlive their contents. */
const described = /^(models\/(index|[^/]+\/manifest)|(pools|lessons)\/.*)\.json$/;
/** A network that answers later than this is taken for none where something is kept. */
const patience = 4000;

const scope = new URL(self.registration.scope);
const site = new PrecacheController();
site.addToCacheList(self.__WB_MANIFEST);
const seen = caches.open(`stepwise-seen-${scope.pathname}`);

self.addEventListener('install', (event) => {
  event.waitUntil(site.install(event));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(activate(event));
});

self.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const answer = answerTo(event.request);
  if (answer) event.respondWith(answer.then(withSiteHeaders));
});

async function activate(event: ExtendableEvent): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  // Another tab may still show the version before this one, and ask for its files.
  if (pages.length <= 1) await site.activate(event);
  // On the first visit too, what is opened later should work without a network.
  await self.clients.claim();
}

/** What this worker answers with; null for what the browser fetches as if there were no worker. */
function answerTo(request: Request): Promise<Response> | null {
  const { url, method, mode, headers } = request;
  if (method !== 'GET' || headers.has('Range') || !url.startsWith(scope.href)) return null;
  const path = url.slice(scope.href.length).replace(/[?#].*$/, '');
  if (mode === 'navigate') {
    return path === '' || path === 'index.html' ? keptFirst('index.html', request) : null;
  }
  if (described.test(path)) return newest(path, request);
  const isPart = path.startsWith('assets/') && !path.endsWith('.deflate');
  return isPart || site.getCacheKeyForURL(path) ? keptFirst(path, request) : null;
}

/** The file as this version has it; from the host where it is not kept. */
async function keptFirst(path: string, request: Request): Promise<Response> {
  return (await kept(path)) ?? fetch(request);
}

/** The file as the host has it now; without a network, as it was last seen. */
async function newest(path: string, request: Request): Promise<Response> {
  const cache = await seen;
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(patience) });
    if (!response.ok) return response;
    // A full storage costs the next offline visit, not this answer.
    await cache.put(request.url, response.clone()).catch(() => undefined);
    return response;
  } catch {
    return (await cache.match(request.url)) ?? (await keptFirst(path, request));
  }
}

/** The file out of this version’s list, or one that only the version before had, if it is still here. */
async function kept(path: string): Promise<Response | undefined> {
  const key = site.getCacheKeyForURL(path) ?? new URL(path, scope).href;
  const cache = await caches.open(site.strategy.cacheName);
  return cache.match(key);
}

function withSiteHeaders(response: Response): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(siteHeaders)) headers.set(name, value);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}

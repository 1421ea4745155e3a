import { mount } from 'svelte';
import './app.css';
import App from './App.svelte';
import { createEngine } from './engine/client.ts';
import { Appearance } from './state/appearance.svelte.ts';
import { defaultModel, modelAt } from './state/catalogue.ts';
import { Language } from './state/language.svelte.ts';
import type { KeyValueStorage } from './state/persisted.svelte.ts';
import { Route } from './state/route.svelte.ts';
import { ScorePage } from './state/score-page.svelte.ts';
import { followShareLinks } from './state/share-links.ts';
import { examples } from './views/score/examples/index.ts';

const request = new URLSearchParams(location.search);
const isEmbedded = request.has('embed');
/** Where the manifest of a visitor's own model is; null for the site's. */
const ownModel = request.get('model');
// A frame shows what the page around it chose, so it neither shows nor keeps the visitor's own text.
const page = new ScorePage(createEngine(), isEmbedded ? null : openStorage(), examples);
const appearance = new Appearance(page.preferences);
const language = new Language(page.preferences, page.announcer);
const route = new Route(window);

// Before the first paint, so that nothing flashes in the wrong colours.
appearance.apply(document.documentElement);
void language.start(navigator.languages).then(show);
void page.start(() =>
  ownModel === null
    ? defaultModel(document.baseURI, fetch)
    : modelAt(ownModel, document.baseURI, fetch),
);
// The checker's library is large, and nobody can read an equation before the first paint.
whenIdle(
  () => void page.arithmetic.load(async () => (await import('./core/arithmetic.ts')).findEquations),
);

addEventListener('pagehide', () => page.flush());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') page.flush();
});

/** Shows the page, or in a frame the part that is asked for, now that its language is there. */
async function show(): Promise<void> {
  const target = document.getElementById('app');
  if (!target) throw new Error('index.html has no element #app.');
  language.apply(document);
  if (isEmbedded) {
    const { showEmbed } = await import('./views/embed/index.ts');
    await showEmbed(target, page, appearance, language, location);
    return;
  }
  mount(App, { target, props: { page, appearance, language, route } });
  followShareLinks(page);
  whenIdle(() => void import('./offline.ts').then(({ keepOffline }) => keepOffline(document.body)));
}

/** Null where the visitor's browser forbids storage, which it says by throwing. */
function openStorage(): KeyValueStorage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work);
  else setTimeout(work, 200);
}

import { mount } from 'svelte';
import './app.css';
import App from './App.svelte';
import { createEngine } from './engine/client.ts';
import { Appearance } from './state/appearance.svelte.ts';
import { defaultModel } from './state/catalogue.ts';
import type { KeyValueStorage } from './state/persisted.svelte.ts';
import { ScorePage } from './state/score-page.svelte.ts';
import { examples } from './views/score/examples/index.ts';

const page = new ScorePage(createEngine(), openStorage(), examples);
const appearance = new Appearance(page.preferences);
const target = document.getElementById('app');
if (!target) throw new Error('index.html has no element #app.');

// Before the first paint, so that nothing flashes in the wrong colours.
appearance.apply(document.documentElement);
mount(App, { target, props: { page, appearance } });

void page.start(() => defaultModel(document.baseURI, fetch));
// The checker's library is large, and nobody can read an equation before the first paint.
whenIdle(
  () => void page.arithmetic.load(async () => (await import('./core/arithmetic.ts')).findEquations),
);

addEventListener('pagehide', () => page.flush());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') page.flush();
});

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

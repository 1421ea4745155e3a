import { flushSync } from 'svelte';
import { expect, it } from 'vitest';
import { ScorePage } from '../../src/state/score-page.svelte.ts';
import { tinyManifest } from '../engine/tiny-model.ts';
import { FakeEngine } from './fake-engine.ts';
import { FakeStorage } from './fake-storage.ts';

const recorded = (model: string) => ({ problem: 'p', steps: ['a', 'b'], prm: [0.9, 0.2], model });

it('a recorded solution opens with its scores, and the visitor’s own text is set aside', async () => {
  const page = new ScorePage(new FakeEngine(), new FakeStorage(), []);
  await page.start(() => Promise.resolve({ url: 'tiny', manifest: tinyManifest }));
  page.draft.replace({ problem: 'mine', steps: ['my own step'] });

  page.openRecorded(recorded(`${tinyManifest.id}@${tinyManifest.version}`));
  flushSync();
  expect(page.draft.text).toEqual({ problem: 'p', steps: ['a', 'b'] });
  expect(page.judgement.probabilities).toEqual([0.9, 0.2]);

  // Another recorded one does not join the visitor's texts; another model's scores are not shown.
  page.openRecorded({ ...recorded('other@1'), steps: ['c'] });
  flushSync();
  expect(page.judgement.probabilities).toEqual([]);
  expect(page.aside.texts.map(({ steps }) => steps)).toEqual([['my own step']]);
});

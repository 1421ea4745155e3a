import { beforeEach, describe, expect, it } from 'vitest';
import { toShareFile, toShareLink, type SharedSolution } from '../../src/core/share-link.ts';
import { isThrifty } from '../../src/state/connection.ts';
import { Model } from '../../src/state/model.svelte.ts';
import { ScorePage } from '../../src/state/score-page.svelte.ts';
import { tinyManifest } from '../engine/tiny-model.ts';
import { FakeEngine } from './fake-engine.ts';
import { FakeStorage } from './fake-storage.ts';

const listing = { url: 'https://example.test/manifest.json', manifest: tinyManifest };
const model = `${tinyManifest.id}@${tinyManifest.version}`;
const example = {
  ...{ id: 'first', title: 'First', lesson: '', note: '', problem: 'p', steps: ['a', 'b'] },
  ...{ truth: 1, model, prm: [0.9, 0.2] },
};
const shared: SharedSolution = {
  kind: 'solution',
  problem: 'How many?',
  steps: ['one', 'two'],
  model,
  prm: [0.8, 0.1],
  aggregation: 'min',
  threshold: 0.3,
};

let engine: FakeEngine;
let storage: FakeStorage;

beforeEach(() => {
  engine = new FakeEngine();
  storage = new FakeStorage();
});

async function visit(): Promise<ScorePage> {
  const page = new ScorePage(engine, storage, [example]);
  await page.start(() => Promise.resolve(listing));
  return page;
}

const shown = (page: ScorePage): (number | null)[] =>
  page.judgement.rows.map((row) => row.judged?.probability ?? null);
const linkOf = async (solution: SharedSolution): Promise<string> =>
  (await toShareLink(solution)) ?? '';

describe('a share link', () => {
  it('shows its solution, scores and view, and fetches no model', async () => {
    const page = await visit();
    await page.openLink(await linkOf(shared));
    expect(page.draft.text).toEqual({ problem: 'How many?', steps: ['one', 'two'] });
    expect(shown(page)).toEqual([0.8, 0.1]);
    expect(page.judgement.aggregation).toBe('min');
    expect(page.judgement.threshold).toBe(0.3);
    expect(engine.loads).toBe(0);
    expect(page.shared).toEqual(shared);
  });

  it('that was opened before the model was known keeps scores of that model only', async () => {
    const early = new ScorePage(engine, storage, [example]);
    await early.openLink(await linkOf(shared));
    expect(shown(early)).toEqual([0.8, 0.1]);
    await early.start(() => Promise.resolve(listing));
    expect(shown(early)).toEqual([0.8, 0.1]);

    const other = new ScorePage(engine, null, [example]);
    await other.openLink(await linkOf({ ...shared, model: 'other@9' }));
    await other.start(() => Promise.resolve(listing));
    expect(shown(other)).toEqual([null, null]);
  });

  it('sets the visitor’s own text aside, whose place it takes, for later visits too', async () => {
    const page = await visit();
    page.paste('Mine?\n\n1. my first\n2. my second');
    const own = page.draft.text;
    await page.openLink(await linkOf(shared));
    page.flush();

    const later = await visit();
    expect(later.draft.text.problem).toBe('How many?');
    expect(later.aside.texts).toHaveLength(1);
    later.bringBack();
    expect(later.draft.text).toEqual(own);
    expect(later.aside.texts).toEqual([]);
    later.draft.undo();
    expect(later.draft.text.problem).toBe('How many?');
  });

  it('sets neither examples nor an empty page aside, and no text twice', async () => {
    const page = await visit();
    await page.openLink(await linkOf(shared));
    expect(page.aside.texts).toEqual([]);
    page.clear();
    await page.openLink(await linkOf(shared));
    expect(page.aside.texts).toEqual([]);
    for (let i = 0; i < 3; i++) {
      page.paste('Mine?\n\n1. my first\n2. my second');
      await page.openLink(await linkOf({ ...shared, problem: `Other ${i}?` }));
    }
    const own = page.aside.texts.filter(({ problem }) => problem === 'Mine?');
    expect(own).toHaveLength(1);
  });

  it('that is broken is explained, and changes nothing', async () => {
    const page = await visit();
    await page.openLink('#s1.rubbish');
    expect(page.complaint?.advice).toMatch(/damaged or cut short/);
    expect(page.example?.id).toBe('first');
  });
});

describe('a shared file', () => {
  it('opens like a link', async () => {
    const page = await visit();
    await page.openFile(new File([toShareFile(shared)], 'solution.stepwise.json'));
    expect(page.complaint).toBeNull();
    expect(shown(page)).toEqual([0.8, 0.1]);
  });
});

describe('the model as a file', () => {
  it('is saved under its own name, and taken where it was not', async () => {
    const there = new Model(engine, () => false);
    await there.discover(() => Promise.resolve(listing));
    const saved = await there.save();
    expect(saved?.name).toBe(`${tinyManifest.id}-${tinyManifest.version}.stepwise-model`);
    expect(there.isDownloaded).toBe(false);
    expect(await there.take(saved?.content ?? new Blob())).toBe(true);
    expect(there.isDownloaded).toBe(true);
    expect(there.handRound).toEqual({ kind: 'done' });
  });

  it('that is not right is refused with the engine’s sentence', async () => {
    const here = new Model(engine, () => false);
    await here.discover(() => Promise.resolve(listing));
    engine.failure = 'checksum';
    expect(await here.take(new Blob(['x']))).toBe(false);
    expect(here.handRound).toMatchObject({ kind: 'failed', error: { code: 'checksum' } });
  });
});

describe('a connection that is metered or slow', () => {
  it('is told from others, and from browsers that say nothing', () => {
    const thrifty = [{ saveData: true }, { type: 'cellular' }, { effectiveType: 'slow-2g' }];
    expect(thrifty.map((connection) => isThrifty({ connection }))).toEqual([true, true, true]);
    const others = [undefined, {}, { connection: { effectiveType: '4g', saveData: false } }];
    expect(others.map(isThrifty)).toEqual([false, false, false]);
  });

  it('starts no download by itself: the visitor is asked, once all is here no more', async () => {
    const asked = new Model(engine, () => true);
    await asked.discover(() => Promise.resolve(listing));
    expect(await asked.want()).toBe(false);
    expect(asked.isAsked).toBe(true);
    expect(engine.loads).toBe(0);
    await asked.take(new Blob(['model']));
    expect(await asked.want()).toBe(true);
    expect(asked.isAsked).toBe(false);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { CaseScores, Lesson, LessonCase } from '../../src/core/lesson.ts';
import { Model } from '../../src/state/model.svelte.ts';
import { Tally } from '../../src/state/present-tally.svelte.ts';
import { Presentation } from '../../src/state/presentation.svelte.ts';
import { tinyManifest } from '../engine/tiny-model.ts';
import { FakeEngine } from './fake-engine.ts';
import { FakeStorage } from './fake-storage.ts';

const name = `${tinyManifest.id}@${tinyManifest.version}`;
const listing = { url: 'https://example.test/manifest.json', manifest: tinyManifest };
const slip: LessonCase = {
  title: '',
  problem: 'How many?',
  steps: ['a 90', 'b 20', 'c 80'],
  truth: 1,
  note: 'It is 84.',
  scores: { model: 'recorded@1', threshold: 0.5, prm: [0.9, 0.8, 0.1] },
};
const sound: LessonCase = {
  ...slip,
  problem: 'And now?',
  steps: ['d 70'],
  truth: -1,
  scores: null,
};
const lesson: Lesson = { title: 'T', about: '', cases: [slip, sound] };

let engine: FakeEngine;
let storage: FakeStorage;
let tally: Tally;
let model: Model;

beforeEach(async () => {
  engine = new FakeEngine();
  storage = new FakeStorage();
  tally = new Tally(storage);
  model = new Model(engine, () => false);
  await model.discover(() => Promise.resolve(listing));
});

const present = (keep?: (index: number, scores: CaseScores) => void): Presentation =>
  new Presentation(lesson, { model, tally, threshold: () => 0.5, ...(keep && { keep }) });

/** Presses 'next' so many times. */
function press(presentation: Presentation, times: number): void {
  for (let i = 0; i < times; i++) presentation.next();
}

describe('a clicker', () => {
  it('goes from the problem over each step to the reveal, then to the next case, and all the way back', () => {
    const shown = present();
    const stops = () => [shown.at, shown.shown, shown.isRevealed];
    const way = [stops()];
    while (!shown.isLast) {
      shown.next();
      way.push(stops());
    }
    expect(way).toEqual([
      [0, 0, false],
      [0, 1, false],
      [0, 2, false],
      [0, 3, false],
      [0, 3, true],
      [1, 0, false],
      [1, 1, false],
      [1, 1, true],
    ]);
    shown.next();
    expect(stops()).toEqual([1, 1, true]);
    const back = [stops()];
    while (!shown.isFirst) {
      shown.previous();
      back.push(stops());
    }
    expect(back).toEqual([...way].reverse());
  });
});

describe('a prediction', () => {
  it('can name shown steps only, is changed and taken back, and stands after the reveal', () => {
    const shown = present();
    shown.predict(0);
    shown.predict(-1);
    expect(shown.prediction).toBeNull();
    press(shown, 2);
    shown.predict(2);
    expect(shown.prediction).toBeNull();
    shown.predict(1);
    shown.predict(0);
    expect(shown.prediction).toBe(0);
    shown.predict(0);
    expect(shown.prediction).toBeNull();
    shown.predict(1);
    press(shown, 2);
    shown.predict(0);
    expect(shown.prediction).toBe(1);
    expect(shown.outcome).toEqual({ class: 1, model: 2, truth: 1 });
    expect(shown.verdict).toBe('The class was right, the model was not.');
    expect(shown.announcer.text).toContain('The model says: step 3.');
  });

  it('says that no step is wrong, once all are shown', () => {
    const shown = present();
    press(shown, 3);
    shown.predict(-1);
    expect(shown.prediction).toBe(-1);
  });

  it('counts once a case, with the first one, on this machine', () => {
    const shown = present();
    press(shown, 3);
    shown.predict(1);
    expect(tally.score.cases).toBe(0);
    shown.next();
    expect(tally.score).toEqual({ cases: 1, known: 1, class: 1, model: 0, agreed: 0 });
    shown.previous();
    shown.predict(2);
    shown.next();
    expect(tally.score.class).toBe(1);
    tally.flush();
    expect(new Tally(storage).score.cases).toBe(1);
    tally.reset();
    expect(tally.score.cases).toBe(0);
  });

  it('is not counted where nobody knows what the model says', () => {
    const shown = present();
    shown.go(1);
    press(shown, 1);
    shown.predict(-1);
    shown.next();
    expect(tally.score.cases).toBe(0);
    expect(shown.announcer.text).toContain('has not judged this case');
  });
});

describe('scores', () => {
  it('are the recorded ones until the case is judged anew, and no model is loaded for them', async () => {
    const kept: [number, CaseScores][] = [];
    const shown = present((...of) => kept.push(of));
    press(shown, 4);
    expect(engine.loads).toBe(0);
    await shown.score();
    expect(shown.isLive).toBe(true);
    expect(shown.scores).toEqual({ model: name, threshold: 0.5, prm: [0.9, 0.2, 0.8] });
    expect(shown.outcome.model).toBe(1);
    expect(kept).toEqual([[0, shown.scores]]);
  });

  it('are made at once for a case that has none where the model is ready', async () => {
    await model.load();
    const shown = present();
    shown.go(1);
    await expect.poll(() => shown.scores?.prm).toEqual([0.7]);
  });

  it('that can’t be made are explained', async () => {
    const shown = present();
    engine.failure = 'network';
    await shown.score();
    expect(shown.run).toEqual({ kind: 'failed', sentence: 'The model did not load.' });
    engine.failure = null;
    engine.reach = 1;
    await shown.score();
    expect(shown.run).toMatchObject({
      kind: 'failed',
      sentence: expect.stringContaining('longer than the model') as string,
    });
  });
});

describe('a stored tally', () => {
  it('that is broken counts for nothing', () => {
    storage.setItem('stepwise.tally', '[{"key": 7}]');
    expect(new Tally(storage).score.cases).toBe(0);
  });
});

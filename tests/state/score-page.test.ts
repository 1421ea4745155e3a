import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findEquations } from '../../src/core/arithmetic.ts';
import type { Example } from '../../src/state/example.ts';
import { ScorePage } from '../../src/state/score-page.svelte.ts';
import { solutionFile } from '../../src/state/solution-files.ts';
import { tinyManifest } from '../engine/tiny-model.ts';
import { FakeEngine } from './fake-engine.ts';
import { FakeStorage } from './fake-storage.ts';

const model = `${tinyManifest.id}@${tinyManifest.version}`;
const example = (fields: Partial<Example>): Example => ({
  id: 'first',
  title: 'First',
  lesson: '',
  note: '',
  problem: 'p',
  steps: ['a 90', 'b 20', 'c 80'],
  truth: 1,
  model,
  prm: [0.9, 0.2, 0.8],
  ...fields,
});
const second = example({ id: 'second', title: 'Second', problem: 'q', model: null, prm: null });
const listing = { url: 'https://example.test/manifest.json', manifest: tinyManifest };

let engine: FakeEngine;
let storage: FakeStorage;

function open(): ScorePage {
  return new ScorePage(engine, storage, [example({}), second]);
}

async function openWithModel(): Promise<ScorePage> {
  const page = open();
  await page.start(() => Promise.resolve(listing));
  return page;
}

async function loadModel(page: ScorePage): Promise<void> {
  const loaded = page.loadModel();
  await settle();
  await loaded;
}

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(400);
const shown = (page: ScorePage): (number | null)[] =>
  page.judgement.rows.map((row) => row.judged?.probability ?? null);
const idOf = (page: ScorePage, index: number): number => page.draft.steps[index]?.id ?? -1;

beforeEach(() => {
  vi.useFakeTimers();
  engine = new FakeEngine();
  storage = new FakeStorage();
});
afterEach(() => vi.useRealTimers());

describe('on arrival', () => {
  it('shows the first example with its recorded scores, and loads no model', async () => {
    const page = await openWithModel();
    await settle();
    expect(shown(page)).toEqual([0.9, 0.2, 0.8]);
    expect(page.judgement.rows.map((row) => row.place)).toEqual(['sound', 'first-error', 'after']);
    expect(engine.loads).toBe(0);
  });

  it('drops recorded scores of another model', async () => {
    const page = new ScorePage(engine, storage, [example({ model: 'other@1' })]);
    expect(shown(page)).toEqual([0.9, 0.2, 0.8]);
    await page.start(() => Promise.resolve(listing));
    expect(shown(page)).toEqual([null, null, null]);
  });

  it('opens another example without loading the model', async () => {
    const page = await openWithModel();
    page.openExample(second);
    await settle();
    expect(page.example).toBe(second);
    expect(shown(page)).toEqual([null, null, null]);
    expect(engine.loads).toBe(0);
  });

  it('says when the site has no model or its description is broken', async () => {
    const without = open();
    await without.start(() => Promise.resolve(null));
    expect(without.model.discovery).toBe('none');
    const broken = open();
    await broken.start(() => Promise.reject(new Error('broken')));
    expect(broken.model.discovery).toBe('failed');
    expect(await broken.model.load()).toBe(false);
  });
});

describe('an edit', () => {
  it('loads the model and judges from the edited step on', async () => {
    const page = await openWithModel();
    page.draft.type(idOf(page, 1), 'b 70', 0);
    expect(shown(page)).toEqual([0.9, null, null]);
    expect(page.judgement.rows[1]?.was).toBe(0.2);
    await settle();
    expect(engine.loads).toBe(1);
    expect(shown(page)).toEqual([0.9, 0.7, 0.8]);
    expect(page.judgement.firstError).toBe(-1);
  });

  it('that comes before the model’s description loads the model once that has come', async () => {
    const page = open();
    let arrive: (found: typeof listing) => void = () => undefined;
    const started = page.start(() => new Promise((resolve) => (arrive = resolve)));
    page.draft.type(idOf(page, 1), 'b 70', 0);
    await settle();
    expect(engine.loads).toBe(0);
    arrive(listing);
    await started;
    await settle();
    expect(engine.loads).toBe(1);
    expect(page.judgement.rows[1]?.judged?.probability).toBe(0.7);
  });

  it('shows what changed for a moment, and says it', async () => {
    const page = await openWithModel();
    page.draft.type(idOf(page, 1), 'b 70', 0);
    await settle();
    expect(page.judgement.rows[1]?.change).toEqual({ from: 0.2, to: 0.7 });
    expect(page.judgement.rows[0]?.change).toBeNull();
    expect(page.announcer.text).toContain('step 2 from 20 percent to 70 percent');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(page.judgement.rows[1]?.change).toBeNull();
  });

  it('says which step exact arithmetic refutes, once the checker is here, whatever the model says', async () => {
    const page = await openWithModel();
    page.draft.type(idOf(page, 1), '2 + 2 = 5, so 90', 0);
    await settle();
    expect(page.announcer.text).toMatch(/^Judged: no step/);
    expect(page.announcer.text).not.toContain('arithmetic');
    await page.arithmetic.load(() => Promise.resolve(findEquations));
    page.draft.type(idOf(page, 0), 'a 91', 0);
    await settle();
    expect(page.announcer.text).toMatch(/^Judged: no step/);
    expect(page.announcer.text).toContain('finds an equation wrong in step 2');
  });

  it('aborts the running score, and what comes too late is not shown', async () => {
    const page = await openWithModel();
    await vi.advanceTimersByTimeAsync(0);
    engine.delay = 1000;
    page.draft.type(idOf(page, 1), 'b 70', 0);
    await settle();
    await vi.advanceTimersByTimeAsync(100);
    page.draft.type(idOf(page, 1), 'b 60', 0);
    await vi.advanceTimersByTimeAsync(5000);
    expect(engine.cancelled).toHaveLength(1);
    expect(engine.scored.at(-1)?.steps).toEqual(['a 90', 'b 60', 'c 80']);
    expect(shown(page)).toEqual([0.9, 0.6, 0.8]);
  });

  it('that is undone finds its old scores without judging again', async () => {
    const page = await openWithModel();
    page.draft.type(idOf(page, 1), 'b 70', 0);
    await settle();
    const asked = engine.scored.length;
    page.draft.type(idOf(page, 1), 'b 75', 0);
    page.draft.undo();
    page.draft.redo();
    page.draft.undo();
    expect(engine.scored).toHaveLength(asked);
  });

  it('leaves empty steps out of what is judged', async () => {
    const page = await openWithModel();
    page.draft.insertAfter(idOf(page, 0));
    page.draft.type(idOf(page, 3), 'c 30', 0);
    await settle();
    expect(engine.scored.at(-1)?.steps).toEqual(['a 90', 'b 20', 'c 30']);
    expect(shown(page)).toEqual([0.9, null, 0.2, 0.3]);
    expect(page.judgement.isComplete).toBe(true);
  });

  it('does not bring back a download that the visitor cancelled', async () => {
    const page = await openWithModel();
    page.draft.type(idOf(page, 0), 'a 10', 0);
    page.model.cancel();
    await settle();
    page.draft.type(idOf(page, 0), 'a 20', 0);
    await settle();
    expect(engine.loads).toBe(1);
    expect(page.model.state.status).toBe('idle');
    await loadModel(page);
    expect(shown(page)[0]).toBe(0.2);
  });
});

describe('judging', () => {
  it('says how far it reached in a solution that is too long', async () => {
    engine.reach = 2;
    const page = await openWithModel();
    page.paste('Problem\n\n1. a 90\n2. b 80\n3. c 70');
    await settle();
    expect(page.judgement.run).toMatchObject({ kind: 'judged', reached: 2 });
    expect(shown(page)).toEqual([0.9, 0.8, null]);
    expect(page.judgement.isComplete).toBe(false);
    expect(page.judgement.probabilities).toEqual([0.9, 0.8]);
  });

  it('can be stopped, keeps what it has, and goes on later', async () => {
    const page = await openWithModel();
    await loadModel(page);
    engine.delay = 1000;
    page.draft.type(idOf(page, 2), 'c 40', 0);
    await settle();
    page.judgement.stop();
    await vi.advanceTimersByTimeAsync(3000);
    expect(page.judgement.run.kind).toBe('stopped');
    expect(shown(page)).toEqual([0.9, 0.2, null]);
    void page.judgement.judge();
    await vi.advanceTimersByTimeAsync(3000);
    expect(shown(page)).toEqual([0.9, 0.2, 0.4]);
  });

  it('goes on while the engine moves to another backend, and says where that stands', async () => {
    const page = await openWithModel();
    await loadModel(page);
    engine.tell?.({ status: 'compiling', backend: 'wasm' });
    expect(page.model.state.status).toBe('compiling');
    page.draft.type(idOf(page, 0), 'a 42', 0);
    await settle();
    expect(shown(page)).toEqual([0.42, 0.2, 0.8]);
    expect(engine.loads).toBe(1);
    page.model.cancel();
    expect(engine.manifest).toBeNull();
    engine.tell?.({ status: 'testing', backend: 'wasm' });
    expect(page.model.state.status).toBe('idle');
  });

  it('tells a failed load and a failed score, and recovers from both', async () => {
    const page = await openWithModel();
    engine.failure = 'network';
    await loadModel(page);
    expect(page.model.state).toMatchObject({ status: 'failed', error: { code: 'network' } });
    engine.failure = null;
    await loadModel(page);
    expect(page.model.isReady).toBe(true);
    engine.failure = 'worker-died';
    engine.manifest = null;
    page.draft.type(idOf(page, 0), 'a 10', 0);
    await settle();
    expect(page.model.state).toMatchObject({ status: 'failed', error: { code: 'worker-died' } });
    engine.failure = null;
    await loadModel(page);
    expect(shown(page)[0]).toBe(0.1);
  });

  it('follows the visitor’s threshold and aggregation, and the manifest’s without one', async () => {
    const page = await openWithModel();
    expect(page.judgement.threshold).toBe(tinyManifest.calibration.threshold);
    expect(page.judgement.aggregation).toBe('product');
    page.preferences.choose({ threshold: 0.1, aggregation: 'min' });
    expect(page.judgement.firstError).toBe(-1);
    expect(page.judgement.rows.map((row) => row.place)).toEqual(['sound', 'sound', 'sound']);
    expect(page.judgement.solutionScore(page.judgement.aggregation)).toBe(0.2);
  });
});

describe('pasting', () => {
  it('refuses an empty text and says so', () => {
    const page = open();
    expect(page.paste(' \n\t')).toBe(false);
    expect(page.announcer.text).toContain('empty');
    expect(page.example?.id).toBe('first');
  });

  it('tells a screen reader that the same happened again', () => {
    const page = open();
    page.paste('');
    const before = page.announcer.text;
    page.paste('');
    expect(page.announcer.text).not.toBe(before);
    expect(page.announcer.text.trim()).toBe(before.trim());
  });

  it('into a step spreads several lines over several steps, and leaves a single line alone', () => {
    const page = open();
    const id = idOf(page, 0);
    expect(page.pasteIntoStep(id, 0, 0, 'one line')).toBe(false);
    expect(page.pasteIntoStep(id, 0, 4, '1. one\n2. two')).toBe(true);
    expect(page.draft.text.steps).toEqual(['one', 'two', 'b 20', 'c 80']);
  });

  it('takes 100 kB in a moment', async () => {
    const page = await openWithModel();
    const lines = Array.from({ length: 2500 }, (_, i) => `${i + 1}. Then ${i} + 1 = ${i + 1}, 50`);
    const before = performance.now();
    expect(page.paste(`Problem\n\n${lines.join('\n')}`)).toBe(true);
    expect(performance.now() - before).toBeLessThan(5000);
    expect(page.draft.steps).toHaveLength(2500);
  });
});

describe('a reload', () => {
  it('brings back the text with its scores, and still loads no model', async () => {
    const page = await openWithModel();
    page.draft.type(idOf(page, 1), 'b 70', 0);
    await settle();
    page.flush();
    const again = await openWithModel();
    await settle();
    expect(again.draft.text).toEqual({ problem: 'p', steps: ['a 90', 'b 70', 'c 80'] });
    expect(shown(again)).toEqual([0.9, 0.7, 0.8]);
    expect(again.origin?.id).toBe('first');
    expect(engine.loads).toBe(1);
  });

  it('keeps what was typed a moment ago', () => {
    const page = open();
    page.draft.typeProblem('just typed', 0);
    page.flush();
    expect(open().draft.problem).toBe('just typed');
  });

  it('survives whatever stands in storage', () => {
    for (const stored of ['{', '[]', '{"problem":1}', '{"problem":"p","steps":[]}', '"x"']) {
      storage.setItem('stepwise.draft', stored);
      storage.setItem('stepwise.choices', stored);
      expect(open().example?.id).toBe('first');
    }
  });

  it('keeps valid choices and drops broken ones', () => {
    const choices = { theme: 'dark', palette: 'pink', threshold: 2, aggregation: 'last' };
    storage.setItem('stepwise.choices', JSON.stringify(choices));
    const { preferences } = open();
    expect(preferences.theme).toBe('dark');
    expect(preferences.palette).toBe('red-green');
    expect(preferences.threshold).toBeNull();
    expect(preferences.aggregation).toBe('last');
  });
});

describe('files', () => {
  it('open one solution of many, and step through the others', async () => {
    const page = await openWithModel();
    const lines = [1, 2, 3].map((n) =>
      JSON.stringify({ problem: `p${n}`, steps: ['s'], label: -1 }),
    );
    await page.openFile(new File([lines.join('\n')], 'bench.jsonl'));
    expect(page.draft.problem).toBe('p1');
    page.stepThroughFile(1);
    page.stepThroughFile(1);
    page.stepThroughFile(1);
    expect(page.draft.problem).toBe('p3');
    page.stepThroughFile(-1);
    expect(page.draft.problem).toBe('p2');
  });

  it('of plain text are split like a paste', async () => {
    const page = open();
    await page.openFile(new File(['Problem\n\n1. one\n2. two'], 'notes.txt'));
    expect(page.draft.text.steps).toEqual(['one', 'two']);
  });

  it('that are broken or empty get a sentence with the field at fault, and change nothing', async () => {
    const page = open();
    await page.openFile(new File(['{"problem": 3, "steps": []}'], 'broken.json'));
    expect(page.complaint?.title).toContain('broken.json');
    expect(page.complaint?.detail).toContain('problem');
    await page.openFile(new File([''], 'empty.txt'));
    expect(page.complaint?.title).toContain('empty.txt');
    expect(page.example?.id).toBe('first');
    page.draft.typeProblem('edited', 0);
    expect(page.complaint).toBeNull();
  });

  it('are saved so that they can be opened again', async () => {
    const page = open();
    for (const format of ['json', 'prm800k', 'processbench', 'trl'] as const) {
      const { name, content } = solutionFile(page.exported, format);
      const other = new ScorePage(engine, null, [second]);
      await other.openFile(new File([content], name));
      expect(other.complaint).toBeNull();
      expect(other.draft.text).toEqual(page.draft.text);
    }
  });
});

import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { writeLesson, type LessonCase } from '../../src/core/lesson.ts';
import { LessonDraft } from '../../src/state/lesson-draft.svelte.ts';
import { listLessons, readLesson } from '../../src/state/lesson-library.ts';
import { LessonPage } from '../../src/state/lesson-page.svelte.ts';
import { ScorePage } from '../../src/state/score-page.svelte.ts';
import { tinyManifest } from '../engine/tiny-model.ts';
import { FakeEngine } from './fake-engine.ts';
import { FakeStorage } from './fake-storage.ts';

const model = `${tinyManifest.id}@${tinyManifest.version}`;
const listing = { url: 'https://example.test/manifest.json', manifest: tinyManifest };
const example = {
  ...{ id: 'first', title: 'First', lesson: '', note: 'b is wrong', problem: 'p' },
  ...{ steps: ['a 90', 'b 20'], truth: 1, model, prm: [0.9, 0.2] },
};
const caseOf = (problem: string): LessonCase => ({
  ...{ title: '', problem, steps: ['a 90'], truth: null, note: '', scores: null },
});
const problems = (draft: LessonDraft): string[] => draft.lesson.cases.map((one) => one.problem);

/** A site with these files, as `fetch` sees it. */
function siteOf(files: Readonly<Record<string, string>>): typeof fetch {
  return (input) => {
    const name = new URL(input as URL).pathname.replace('/site/', '');
    const body = files[name];
    const headers = { 'content-type': body === undefined ? 'text/html' : 'application/json' };
    return Promise.resolve(new Response(body ?? '<html>', { headers }));
  };
}
const base = 'https://example.test/site/';

let storage: FakeStorage;
let page: ScorePage;
let lessons: LessonPage;

beforeEach(async () => {
  storage = new FakeStorage();
  page = new ScorePage(new FakeEngine(), storage, [example]);
  await page.start(() => Promise.resolve(listing));
  lessons = new LessonPage(page, storage, base, siteOf({}));
});

describe('a lesson in the making', () => {
  it('is ordered, amended and emptied, outlives the page, and loses nothing', () => {
    const draft = new LessonDraft(storage);
    draft.add([caseOf('a'), caseOf('b'), caseOf('c')]);
    const idOfC = draft.cases[2]?.id;
    expect(draft.move(2, -1)).toBe(true);
    expect(draft.move(0, -1)).toBe(false);
    expect(problems(draft)).toEqual(['a', 'c', 'b']);
    expect(draft.cases[1]?.id).toBe(idOfC);
    draft.amendCase(1, { truth: 0, note: 'n' });
    draft.describe({ title: 'T' });
    draft.remove(0);
    draft.clear();
    draft.flush();

    const later = new LessonDraft(storage);
    expect(problems(later)).toEqual([]);
    later.undo();
    expect(problems(later)).toEqual(['c', 'b']);
    later.undo();
    expect(problems(later)).toEqual(['a', 'c', 'b']);
    expect(later.lesson).toMatchObject({ title: 'T', cases: [{}, { truth: 0, note: 'n' }, {}] });
    expect(new Set(later.cases.map((one) => one.id)).size).toBe(3);
  });

  it('has room for so many cases, and drops what was stored and is none', () => {
    const draft = new LessonDraft(storage);
    expect(draft.add(Array.from({ length: 101 }, (_, i) => caseOf(`${i}`)))).toBe(100);
    expect(draft.add([caseOf('more')])).toBe(0);
    storage.setItem('stepwise.lesson', '[{"cases": 7}, {"cases": []}]');
    expect(new LessonDraft(storage).cases).toEqual([]);
  });
});

describe('the present solution', () => {
  it('becomes a case with its scores and, for an example, with what is true of it', () => {
    expect(lessons.addSolution()).toBe('Added to your lesson, as case 1.');
    expect(lessons.draft.lesson.cases).toEqual([
      {
        title: 'First',
        problem: 'p',
        steps: ['a 90', 'b 20'],
        truth: 1,
        note: 'b is wrong',
        scores: { model, threshold: page.judgement.threshold, prm: [0.9, 0.2] },
      },
    ]);
  });

  it('of the visitor has no scores yet and no known truth; an empty one is no case', () => {
    page.paste('Mine?\n\n1. one\n2. two');
    lessons.addSolution();
    expect(lessons.draft.lesson.cases[0]).toMatchObject({ truth: null, note: '', scores: null });
    page.clear();
    expect(lessons.addSolution()).toMatch(/nothing to add/);
    expect(lessons.presentSolution()).toBeNull();
  });
});

describe('a lesson’s scores', () => {
  it('are made for the cases that have none, and kept when they are made in a presentation', async () => {
    lessons.draft.add([caseOf('a'), caseOf('b')]);
    expect(lessons.unscored).toBe(2);
    const presentation = lessons.present(lessons.draft.lesson, 1);
    await presentation.score();
    expect(lessons.draft.lesson.cases.map((one) => one.scores?.prm)).toEqual([undefined, [0.9]]);
    await lessons.scoreAll();
    expect(lessons.unscored).toBe(0);
    expect(lessons.run).toEqual({ kind: 'idle' });
  });
});

describe('a lesson’s file', () => {
  it('is saved under the lesson’s title and opened again; undo brings the old lesson back', async () => {
    lessons.draft.add([caseOf('old')]);
    const lesson = { title: 'Où est l’erreur ?', about: '', cases: [caseOf('new')] };
    const { name, content } = lessons.fileOf(lesson);
    expect(name).toBe('où-est-l-erreur.json');
    await lessons.openFile(new File([content], name));
    expect(lessons.draft.lesson).toEqual(lesson);
    lessons.draft.undo();
    expect(problems(lessons.draft)).toEqual(['old']);
  });

  it('is told from other files where solutions are opened', async () => {
    const { content } = lessons.fileOf(lessons.draft.lesson);
    await page.openFile(new File([content], 'mine.json'));
    expect(page.complaint?.title).toBe('mine.json is a lesson.');
    expect(page.example?.id).toBe('first');
  });

  it('that is broken is explained, and changes nothing', async () => {
    lessons.draft.add([caseOf('old')]);
    await lessons.openFile(new File(['{"format":"stepwise-lesson-1","cases":[{}]}'], 'x.json'));
    expect(lessons.complaint?.detail).toMatch(/^cases\.0/);
    expect(problems(lessons.draft)).toEqual(['old']);
  });
});

describe('the site’s lessons', () => {
  const two = writeLesson({ title: 'Two', about: '', cases: [caseOf('a'), caseOf('b')] });
  const site = siteOf({
    'lessons/index.json': '{"lessons": ["two", "gone"]}',
    'lessons/two.json': two,
    'lessons/broken.json': '{"format": "stepwise-lesson-1"}',
  });

  it('are listed as far as they are there, and opened by their names', async () => {
    const listed = await listLessons(base, site);
    expect(listed.map(({ id, lesson }) => [id, lesson.title])).toEqual([['two', 'Two']]);
    const opened = new LessonPage(page, storage, base, site);
    await opened.open('two');
    expect(opened.opened).toMatchObject({ kind: 'lesson', id: 'two' });
    await opened.open('none');
    expect(opened.opened.kind).toBe('missing');
    await opened.open('broken');
    expect(opened.opened.kind).toBe('failed');
    await opened.open('');
    expect(opened.library).toHaveLength(1);
  });

  it.each(['../models/index', 'https://evil.example/x', '%2e%2e', 'a/b', 'A', ''])(
    'are asked for in their folder only: %s',
    async (id) => {
      const asked: string[] = [];
      const spy: typeof fetch = (input) => {
        asked.push((input as URL).href);
        return site(input);
      };
      expect(await readLesson(id, base, spy)).toBeNull();
      expect(asked).toEqual([]);
    },
  );
});

describe('the lessons that ship', () => {
  it('are two, valid, with a known truth and a note in each case', async () => {
    const names = ['index', 'first-errors', 'reasons'];
    const files = Object.fromEntries(
      names.map((name) => [
        `lessons/${name}.json`,
        readFileSync(`public/lessons/${name}.json`, 'utf8'),
      ]),
    );
    const listed = await listLessons(base, siteOf(files));
    expect(listed.map(({ id }) => id)).toEqual(['first-errors', 'reasons']);
    for (const { lesson } of listed) {
      expect(lesson.cases.length).toBeGreaterThanOrEqual(5);
      // A class that learns that some step is always wrong learns the wrong thing.
      expect(lesson.cases.some((one) => one.truth === -1)).toBe(true);
      for (const one of lesson.cases) {
        expect(one.truth).not.toBeNull();
        expect(one.note.trim()).not.toBe('');
      }
    }
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Draft, type DraftChange } from '../../src/state/draft.svelte.ts';

/** A draft of steps a, b, c with a clock that the test moves. */
function abc(): { draft: Draft; changes: DraftChange[]; clock: { now: number } } {
  const changes: DraftChange[] = [];
  const clock = { now: 0 };
  const draft = new Draft(
    { problem: 'p', steps: ['a', 'b', 'c'] },
    (change) => changes.push(change),
    () => clock.now,
  );
  return { draft, changes, clock };
}

const idOf = (draft: Draft, index: number): number => draft.steps[index]?.id ?? -1;
const texts = (draft: Draft): readonly string[] => draft.text.steps;

describe('a draft', () => {
  it('has one empty step when it has none', () => {
    const draft = new Draft({ problem: '', steps: [] }, () => undefined);
    expect(texts(draft)).toEqual(['']);
    expect(draft.isEmpty).toBe(true);
  });

  it('splits a step and puts the caret before the second half', () => {
    const { draft } = abc();
    draft.type(idOf(draft, 0), 'one two', 1);
    draft.split(idOf(draft, 0), 3);
    expect(texts(draft)).toEqual(['one', 'two', 'b', 'c']);
    expect(draft.caret).toEqual({ step: idOf(draft, 1), offset: 0 });
  });

  it('merges a step into the one before, with the caret at the seam', () => {
    const { draft } = abc();
    const first = idOf(draft, 0);
    draft.mergeWithPrevious(idOf(draft, 1));
    expect(texts(draft)).toEqual(['a b', 'c']);
    expect(draft.caret).toEqual({ step: first, offset: 2 });
  });

  it('leaves the first step alone when asked to merge or move it up', () => {
    const { draft, changes } = abc();
    draft.mergeWithPrevious(idOf(draft, 0));
    draft.move(idOf(draft, 0), -1, 0);
    draft.move(idOf(draft, 2), 1, 0);
    expect(texts(draft)).toEqual(['a', 'b', 'c']);
    expect(changes).toEqual([]);
    expect(draft.canUndo).toBe(false);
  });

  it('moves a step with its identity', () => {
    const { draft } = abc();
    const [a, b, c] = draft.steps.map((step) => step.id);
    draft.move(c ?? -1, -2, 1);
    expect(texts(draft)).toEqual(['c', 'a', 'b']);
    expect(draft.steps.map((step) => step.id)).toEqual([c, a, b]);
    expect(draft.caret).toEqual({ step: c, offset: 1 });
  });

  it('gives the focus of a deleted step to the one in its place, or to the new last one', () => {
    const { draft } = abc();
    const [, b] = draft.steps.map((step) => step.id);
    draft.remove(idOf(draft, 0));
    expect(draft.caret?.step).toBe(b);
    draft.remove(idOf(draft, 1));
    expect(draft.caret?.step).toBe(b);
    draft.remove(idOf(draft, 0));
    expect(texts(draft)).toEqual(['']);
  });

  it('puts pasted lines into a step, around what stood beside the caret', () => {
    const { draft } = abc();
    draft.type(idOf(draft, 1), 'xy', 1);
    draft.insertLines(idOf(draft, 1), 1, 1, ['1', '2', '3']);
    expect(texts(draft)).toEqual(['a', 'x1', '2', '3y', 'c']);
    expect(draft.caret).toEqual({ step: idOf(draft, 3), offset: 1 });
  });

  it('undoes a burst of typing at once, but not what was typed after a pause', () => {
    const { draft, clock } = abc();
    const id = idOf(draft, 0);
    for (const text of ['a1', 'a12', 'a123']) draft.type(id, text, text.length - 1);
    clock.now = 5000;
    draft.type(id, 'a123 later', 4);
    draft.undo();
    expect(texts(draft)[0]).toBe('a123');
    draft.undo();
    expect(texts(draft)[0]).toBe('a');
    expect(draft.caret).toEqual({ step: id, offset: 1 });
    draft.redo();
    draft.redo();
    expect(texts(draft)[0]).toBe('a123 later');
    expect(draft.canRedo).toBe(false);
  });

  it('keeps typing into two fields apart', () => {
    const { draft } = abc();
    draft.type(idOf(draft, 0), 'a1', 1);
    draft.typeProblem('p1', 1);
    draft.undo();
    expect(draft.text).toEqual({ problem: 'p', steps: ['a1', 'b', 'c'] });
  });

  it('forgets what was undone once something new is typed', () => {
    const { draft } = abc();
    draft.remove(idOf(draft, 0));
    draft.undo();
    draft.typeProblem('new', 0);
    draft.redo();
    expect(draft.text).toEqual({ problem: 'new', steps: ['a', 'b', 'c'] });
  });

  it('never leaves the caret in a step that undo or redo takes away', () => {
    const { draft } = abc();
    draft.mergeWithPrevious(idOf(draft, 1));
    draft.insertAfter(idOf(draft, 1));
    const carets = [draft.undo, draft.undo, draft.redo, draft.redo].map((travel) => {
      travel.call(draft);
      return draft.indexOf(Number(draft.caret?.step));
    });
    expect(carets).toEqual([1, 1, 0, 1]);
  });

  it('undoes a replacement of everything', () => {
    const { draft, changes } = abc();
    draft.replace({ problem: 'other', steps: ['z'] });
    expect(changes).toEqual(['replacement']);
    draft.undo();
    expect(draft.text).toEqual({ problem: 'p', steps: ['a', 'b', 'c'] });
  });

  it('comes back to its beginning after any edits, all undone, and forward again', () => {
    const edit = fc.record({
      kind: fc.constantFrom('type', 'split', 'merge', 'up', 'down', 'remove', 'insert', 'replace'),
      at: fc.nat(5),
      text: fc.string({ maxLength: 6 }),
    });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 25 }), (edits) => {
        const { draft, clock } = abc();
        const start = draft.text;
        for (const { kind, at, text } of edits) {
          clock.now += 2000;
          const id = idOf(draft, at % draft.steps.length);
          if (kind === 'type') draft.type(id, text, 0);
          if (kind === 'split') draft.split(id, text.length);
          if (kind === 'merge') draft.mergeWithPrevious(id);
          if (kind === 'up') draft.move(id, -1, 0);
          if (kind === 'down') draft.move(id, 1, 0);
          if (kind === 'remove') draft.remove(id);
          if (kind === 'insert') draft.insertAfter(id);
          if (kind === 'replace') draft.replace({ problem: text, steps: [text, text] });
          const ids = draft.steps.map((step) => step.id);
          expect(new Set(ids).size).toBe(ids.length);
        }
        const end = draft.text;
        while (draft.canUndo) draft.undo();
        expect(draft.text).toEqual(start);
        while (draft.canRedo) draft.redo();
        expect(draft.text).toEqual(end);
      }),
    );
  });
});

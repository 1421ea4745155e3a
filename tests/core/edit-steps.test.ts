import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  deleteStep,
  insertStep,
  mergeWithPrevious,
  moveStep,
  replaceStep,
  splitStep,
} from '../../src/core/edit-steps.ts';

describe('splitStep', () => {
  it('cuts at the caret and drops the space around the cut', () => {
    expect(splitStep(['a', 'one two', 'b'], 1, 3)).toEqual({
      steps: ['a', 'one', 'two', 'b'],
      caret: { step: 2, offset: 0 },
    });
  });

  it('leaves an empty part at either end, so that a new step can be typed', () => {
    expect(splitStep(['one'], 0, 3).steps).toEqual(['one', '']);
    expect(splitStep(['one'], 0, 0).steps).toEqual(['', 'one']);
  });

  it('clamps offsets and never cuts an emoji in two', () => {
    expect(splitStep(['ab'], 0, 99).steps).toEqual(['ab', '']);
    expect(splitStep(['ab'], 0, -1).steps).toEqual(['', 'ab']);
    expect(splitStep(['ab'], 0, NaN).steps).toEqual(['', 'ab']);
    expect(splitStep(['a😀b'], 0, 2).steps).toEqual(['a', '😀b']);
  });
});

describe('mergeWithPrevious', () => {
  it('joins by a space and puts the caret at the joint', () => {
    expect(mergeWithPrevious(['one', 'two'], 1)).toEqual({
      steps: ['one two'],
      caret: { step: 0, offset: 4 },
    });
  });

  it('joins by a line break where a step has several lines', () => {
    expect(mergeWithPrevious(['one:\n- a', '- b'], 1).steps).toEqual(['one:\n- a\n- b']);
  });

  it('adds nothing beside an empty step', () => {
    expect(mergeWithPrevious(['one', ''], 1)).toEqual({
      steps: ['one'],
      caret: { step: 0, offset: 3 },
    });
  });

  it('undoes a split at a space', () => {
    const { steps } = splitStep(['one two three'], 0, 7);
    expect(mergeWithPrevious(steps, 1).steps).toEqual(['one two three']);
  });
});

describe('the other edits', () => {
  it('move, delete, insert and replace one step', () => {
    expect(moveStep(['a', 'b', 'c'], 0, 2)).toEqual({
      steps: ['b', 'c', 'a'],
      caret: { step: 2, offset: 0 },
    });
    expect(deleteStep(['a', 'bc', 'd'], 2)).toEqual({
      steps: ['a', 'bc'],
      caret: { step: 1, offset: 2 },
    });
    expect(deleteStep(['a', 'b'], 0)).toEqual({ steps: ['b'], caret: { step: 0, offset: 0 } });
    expect(deleteStep(['a'], 0)).toEqual({ steps: [] });
    expect(insertStep(['a'], 1, 'b')).toEqual({
      steps: ['a', 'b'],
      caret: { step: 1, offset: 1 },
    });
    expect(replaceStep(['a', 'b'], 1, 'c')).toEqual({ steps: ['a', 'c'] });
  });

  it('change nothing for an index out of range, and never the list they are given', () => {
    const index = fc.oneof(fc.integer(), fc.double());
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 4 }), index, index, (steps, i, j) => {
        const before = [...steps];
        const inside = (k: number): boolean => Number.isInteger(k) && k >= 0 && k < steps.length;
        const edits = [
          splitStep(steps, i, j),
          mergeWithPrevious(steps, i),
          moveStep(steps, i, j),
          deleteStep(steps, i),
          replaceStep(steps, i, 'x'),
        ];
        if (!inside(i)) for (const edit of edits) expect(edit).toEqual({ steps: before });
        expect(steps).toEqual(before);
        expect(insertStep(steps, -1).steps).toEqual(before);
        for (const { steps: edited, caret } of edits) {
          if (!caret) continue;
          expect(caret.step).toBeLessThan(edited.length);
          expect(caret.offset).toBeLessThanOrEqual(edited[caret.step]?.length ?? -1);
        }
      }),
    );
  });
});

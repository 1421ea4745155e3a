import { describe, expect, it } from 'vitest';
import { modelPlace, scoreOutcomes, winnerOf } from '../../src/core/lesson-outcome.ts';

const scored = (prm: number[]) => ({ scores: { model: 'm', threshold: 0.5, prm } });

describe('what the model says', () => {
  it('is the first step under the threshold, −1 for none, null without scores', () => {
    expect(modelPlace(scored([0.9, 0.5, 0.4, 0.1]))).toBe(2);
    expect(modelPlace(scored([0.9, 0.5]))).toBe(-1);
    expect(modelPlace({ scores: null })).toBeNull();
  });
});

describe('who was right', () => {
  it.each([
    [2, 2, 2, 'both'],
    [2, 1, 2, 'class'],
    [1, 2, 2, 'model'],
    [-1, 1, 2, 'neither'],
    [-1, -1, -1, 'both'],
    [null, 2, 2, null],
    [2, null, 2, null],
    [2, 2, null, null],
  ] as const)('class %s, model %s, truth %s: %s', (said, model, truth, winner) => {
    expect(winnerOf({ class: said, model, truth })).toBe(winner);
  });
});

describe('the tally', () => {
  it('counts cases on which both spoke, and right ones only where the truth is known', () => {
    const outcomes = [
      { class: 1, model: 1, truth: 1 },
      { class: 1, model: 0, truth: 1 },
      { class: -1, model: 0, truth: 0 },
      { class: 2, model: 2, truth: null },
      { class: null, model: 2, truth: 2 },
      { class: 2, model: null, truth: 2 },
    ];
    expect(scoreOutcomes(outcomes)).toEqual({ cases: 4, known: 3, class: 2, model: 2, agreed: 2 });
    expect(scoreOutcomes([])).toEqual({ cases: 0, known: 0, class: 0, model: 0, agreed: 0 });
  });
});

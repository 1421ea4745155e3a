import { expect, it } from 'vitest';
import { earlierError, firstError, labelledFirstError } from '../../src/core/first-error.ts';

it('finds the first of several steps under the threshold', () => {
  expect(firstError([0.9, 0.3, 0.2, 0.8], 0.4)).toBe(1);
});

it('counts a step exactly at the threshold as right', () => {
  expect(firstError([0.4, 0.4], 0.4)).toBe(-1);
  expect(firstError([0], 0)).toBe(-1);
});

it('finds none among no steps, and passes over steps without a score', () => {
  expect(firstError([], 0.5)).toBe(-1);
  expect(firstError([NaN, NaN], 0.5)).toBe(-1);
  expect(firstError([NaN, 0.1, NaN], 0.5)).toBe(1);
});

it('reads the first error off labels, unless an unrated step leaves it open', () => {
  expect(labelledFirstError([true, false, null])).toBe(1);
  expect(labelledFirstError([true, true])).toBe(-1);
  expect(labelledFirstError([true, null, false])).toBeNull();
});

it('takes the earlier of two judges’ first errors, none counting as none', () => {
  expect(earlierError(2, 1)).toBe(1);
  expect(earlierError(-1, 3)).toBe(3);
  expect(earlierError(0, -1)).toBe(0);
  expect(earlierError(-1, -1)).toBe(-1);
});

import { expect, it } from 'vitest';
import { firstError } from '../../src/core/first-error.ts';

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

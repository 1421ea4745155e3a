import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../src/state/verdict.ts';

describe('a verdict', () => {
  it('is wrong just where a step falls under the threshold', () => {
    expect(verdictOf(0.39, 0.4)).toBe('wrong');
    expect(verdictOf(0.4, 0.4)).toBe('unsure');
  });

  it('is right in the upper half of what lies above the threshold', () => {
    expect(verdictOf(0.69, 0.4)).toBe('unsure');
    expect(verdictOf(0.7, 0.4)).toBe('right');
    expect(verdictOf(1, 0.99)).toBe('right');
    expect(verdictOf(0, 0.01)).toBe('wrong');
  });
});

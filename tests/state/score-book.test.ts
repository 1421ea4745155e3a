import { describe, expect, it } from 'vitest';
import { ScoreBook, type JudgedStep } from '../../src/state/score-book.ts';

const judged = (probability: number, source: JudgedStep['source'] = 'model'): JudgedStep => ({
  probability,
  logit: source === 'model' ? 0 : null,
  surprise: null,
  tokens: [],
  source,
});

const probabilities = (scores: readonly (JudgedStep | null)[]): (number | null)[] =>
  scores.map((score) => score?.probability ?? null);

describe('a book of scores', () => {
  it('knows nothing at first', () => {
    expect(new ScoreBook().read('p', ['a', 'b'])).toEqual([null, null]);
  });

  it('keeps the scores before an edited step, loses those from it on, and finds them on undo', () => {
    const book = new ScoreBook();
    book.write('p', ['a', 'b', 'c'], [judged(0.9), judged(0.8), judged(0.7)]);
    expect(probabilities(book.read('p', ['a', 'B', 'c']))).toEqual([0.9, null, null]);
    expect(probabilities(book.read('p', ['a', 'b', 'c']))).toEqual([0.9, 0.8, 0.7]);
    expect(probabilities(book.read('P', ['a', 'b', 'c']))).toEqual([null, null, null]);
  });

  it('does not mix up where one step ends and the next begins', () => {
    const book = new ScoreBook();
    book.write('p', ['ab', 'c'], [judged(0.9), judged(0.8)]);
    expect(probabilities(book.read('p', ['a', 'bc']))).toEqual([null, null]);
  });

  it('passes over empty steps and surrounding white space, as scoring does', () => {
    const book = new ScoreBook();
    book.write('p', ['a', ' ', 'b'], [judged(0.9), judged(0.8)]);
    expect(probabilities(book.read(' p', ['a ', '', 'b']))).toEqual([0.9, null, 0.8]);
    expect(probabilities(book.read('p', ['a', 'b']))).toEqual([0.9, 0.8]);
  });

  it('lets a model’s score replace a recorded one, and not the other way round', () => {
    const book = new ScoreBook();
    book.write('p', ['a'], [judged(0.9, 'recorded')]);
    book.write('p', ['a'], [judged(0.8, 'model')]);
    book.write('p', ['a'], [judged(0.9, 'recorded')]);
    expect(book.read('p', ['a'])).toEqual([judged(0.8, 'model')]);
  });

  it('takes fewer scores than steps, and drops more', () => {
    const book = new ScoreBook();
    book.write('p', ['a', 'b'], [judged(0.9)]);
    book.write('q', ['a'], [judged(0.9), judged(0.1)]);
    expect(probabilities(book.read('p', ['a', 'b']))).toEqual([0.9, null]);
    expect(probabilities(book.read('q', ['a', 'b']))).toEqual([0.9, null]);
  });
});

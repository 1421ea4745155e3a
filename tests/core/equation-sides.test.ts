import { describe, expect, it } from 'vitest';
import { readSide, readSideBefore } from '../../src/core/equation-sides.ts';
import { tokenize, type Token } from '../../src/core/equation-tokens.ts';

/** How often the tokens of a row are looked at, for each of them, to find the side that ends the row. */
function looksPerToken(text: string): number {
  const tokens = tokenize(text);
  let looks = 0;
  const counted: readonly Token[] = new Proxy(tokens, {
    get: (target, key) => {
      if (typeof key === 'string' && /^\d+$/.test(key)) looks++;
      return Reflect.get(target, key) as unknown;
    },
  });
  readSideBefore(counted, 0, tokens.length);
  return looks / tokens.length;
}

describe('readSide', () => {
  it('reads the longest calculation from a token on, and says where it ends', () => {
    const tokens = tokenize('x 3 + 4 × 5 apples, 6');
    expect(readSide(tokens, 1, tokens.length)).toMatchObject({
      from: 1,
      to: 6,
      shown: '3 + 4 × 5',
      operations: 2,
      additive: true,
      units: ['apple'],
      doubtful: false,
    });
    expect(readSide(tokens, 0, tokens.length)).toBeNull();
    expect(readSide(tokens, 1, 4)).toMatchObject({ to: 4, shown: '3 + 4' });
  });

  it('doubts a calculation that goes on with what it cannot read', () => {
    const tokens = tokenize('3 + 4 plus (5 + x)');
    expect(readSide(tokens, 0, tokens.length)).toMatchObject({ to: 3, doubtful: true });
  });
});

describe('readSideBefore', () => {
  it.each([
    ['2 1/2 + 1', 1],
    ['Week 3 + 5', 1],
    ['((1 + 2', 2],
    ['-3 × -3 + $4 \n', 0],
    ['1 + 2 x', null],
  ])('finds in %j the longest calculation up to the end', (text, from) => {
    const tokens = tokenize(text);
    expect(readSideBefore(tokens, 0, tokens.length)?.from ?? null).toBe(from);
  });

  it.each([
    ...['1 + ', '1 ', '(', '((1 + ', '(1)', '-', '- 1 ', '$1 + ', '^', '1^', '2 of ', '2% of '],
    ...['half of ', '\\frac{', '\\frac{1}{', '{', '5 a b c ', '5 (a b) ', '1\n', '1 \\\\ + '],
    // The worst of a search among made-up rows.
    '{ 5 - 1 - 1² - \\frac{1 + { 5 - \\frac{${\\frac{( 5 (1² - \\frac{$(11) - 5 times {1.5² ',
    '\\frac{ half of half of + 1^\\frac{ half of {1)^(\\frac{1 x 5 ²((\\frac{ 5 x 1.5²( ',
  ])('looks at the tokens of a row of %j a fixed number of times, however long it is', (piece) => {
    for (const length of [60, 400]) {
      expect(looksPerToken(`${piece.repeat(length / piece.length)} x`)).toBeLessThan(40);
    }
  });
});

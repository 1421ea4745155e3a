import { describe, expect, it } from 'vitest';
import { answerKey, isSameAnswer } from '../../src/core/answer-value.ts';
import { findAnswer } from '../../src/core/find-answer.ts';
import { isQuick } from './is-quick.ts';

describe('two answers are the same when their values are', () => {
  it.each([
    ['18', '18.0'],
    ['18', ' 18. '],
    ['18', '+18'],
    ['1234', '1,234'],
    ['1234567.5', '1,234,567.50'],
    ['1234', '1{,}234'],
    ['12345', '12\\,345'],
    ['18', '$18'],
    ['18', '\\$18.00'],
    ['18', '$18$'],
    ['18', '18 dollars'],
    ['18', '€ 18'],
    ['18', 'USD 18'],
    ['50', '50%'],
    ['50', '50\\%'],
    ['50', '50 percent'],
    ['0.5', '1/2'],
    ['0.5', '\\frac{1}{2}'],
    ['0.5', '\\dfrac12'],
    ['0.5', '$\\frac{1}{2}$'],
    ['0.5', '½'],
    ['2.5', '2 1/2'],
    ['2.5', '2\\frac{1}{2}'],
    ['2.5', '2½'],
    ['2.5', '2 and 1/2 hours'],
    ['.5', '0.50'],
    ['1/3', '2/6'],
    ['-5', '−5'],
    ['-5', '-$5'],
    ['-5', 'negative 5'],
    ['-0.5', '-\\frac{1}{2}'],
    ['18', '\\boxed{18}'],
    ['18', '\\boxed{\\text{18 cm}}'],
    ['18', '18 cm'],
    ['18', '18cm'],
    ['18', '18 m^2'],
    ['18', '18 m²'],
    ['18', '18 km/h'],
    ['18', 'x = 18'],
    ['18', '**18**'],
    ['18', '18 apples'],
    ['18', 'Anna has 18 apples.'],
    ['90', '90^\\circ'],
    ['90', '90°'],
    ['2000000', '2 million'],
    ['3200', '3.2 \\times 10^3'],
    ['3200', '3.2e3'],
    ['x + 1', 'X+1'],
    ['(3, 4)', '(3,4)'],
    ['Tuesday', 'tuesday.'],
  ])('%s and %s', (a, b) => {
    expect(answerKey(a)).toBe(answerKey(b));
    expect(isSameAnswer(a, b)).toBe(true);
  });

  it.each([
    ['18', '19'],
    ['18', '180'],
    ['18', '-18'],
    ['1/3', '0.333'],
    ['1234', '1,23'],
    ['5', '5x'],
    ['5', 'x5'],
    ['5', '5^2'],
    ['5', '5²'],
    ['5', 'x^5'],
    ['2', '2\\pi'],
    ['3', '\\sqrt{3}'],
    ['3', '3:30'],
    ['5', '5 hours 30 minutes'],
    ['5', '(5, 6)'],
    ['5', 'x + 5'],
    ['5', '5 - x'],
    ['0', '1/0'],
    ['2', '2 million'],
    ['Tuesday', 'Thursday'],
  ])('and not: %s and %s', (a, b) => {
    expect(isSameAnswer(a, b)).toBe(false);
  });

  it('is no answer when blank', () => {
    expect(answerKey('  ')).toBeNull();
    expect(isSameAnswer('', '')).toBe(false);
  });

  it('survives what is no answer at all', () => {
    for (const text of ['9'.repeat(5000), '{'.repeat(2000), '\\frac{', '1/'.repeat(300), '1e99']) {
      expect(() => answerKey(text)).not.toThrow();
    }
  });
});

describe('the answer of a solution', () => {
  it.each([
    ['So she makes 9 * 2 = $18.\n#### 18', '18'],
    ['Thus \\boxed{\\frac{1}{2}} is it, not 7.', '\\frac{1}{2}'],
    ['First \\boxed{3}, then \\boxed{4}.', '4'],
    ['The answer is 42.', '42'],
    ['The answer is: 3.5. That is all, of 10.', '3.5'],
    ['The final answer is $1,234.50.', '$1,234.50'],
    ['Answer: 7 apples', '7 apples'],
    ['The answer to the problem is 5', '5'],
    ['He pays 3 + 4 = 7 dollars.', '7'],
    ['One line.\nThe total is 1,250 dollars', '1,250'],
    ['It is half, so 50% of them.', '50%'],
    ['The answer is yes.', 'yes'],
  ])('%j', (text, answer) => {
    expect(findAnswer(text)).toBe(answer);
  });

  it.each(['', 'I do not know.', 'With 3 of them\nI give up.', '\\boxed{'])(
    'is missing in %j',
    (text) => {
      expect(findAnswer(text)).toBeNull();
    },
  );

  it.each(['{', '$', ' ', '" ', '1,', '1/', '\\frac{', '\\text{', '\n', 'answer ', '1. '])(
    'is quickly found and compared in 100 kB of %j',
    (piece) => {
      for (const length of [4000, 100_000]) {
        const text = `${piece.repeat(length / piece.length)}x`.slice(-length);
        isQuick(() => answerKey(findAnswer(text) ?? text));
        isQuick(() => answerKey(text));
      }
    },
  );
});

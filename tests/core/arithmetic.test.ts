import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findEquations } from '../../src/core/arithmetic.ts';
import { isQuick } from './is-quick.ts';

const verdicts = (text: string): string[] => findEquations(text).map(({ verdict }) => verdict);

describe('findEquations', () => {
  it('says where an equation stands, what it says and what would be right', () => {
    const text = 'Before noon it sells 96, which leaves 180 - 96 = 94 rolls.';
    expect(findEquations(text)).toEqual([
      {
        text: '180 - 96 = 94',
        start: 38,
        end: 51,
        left: '180 − 96',
        right: '94',
        verdict: 'wrong',
        value: '84',
      },
    ]);
  });

  it.each([
    '15 × 12 = 180',
    '48/2 = 24',
    '$3.5 * 4000 = $14,000',
    '\\frac{2}{5} \\times 4000 = 1600',
    '20% of 50 = 10',
    '50% = 0.5',
    '45/50 = 90%',
    '(4+3)x2=14',
    '(5)(3) = 15',
    '\\frac{1}{2}(10) = 5',
    '1/3 = 0.33',
    '2/3 = 0.66',
    '10/3 ≈ 3.33',
    '10/3 \\approx 3',
    '2^3=8',
    '3² + 4² = 25',
    '0.1 + 0.2 = 0.3',
    '5 boxes * $3 = $15',
    '7 buttons × 2 holes/button = 14 holes',
    '125 (Tuesday) + 125 (Wednesday) = 250 chimichangas',
    '2 \\text{ books} \\times 2 \\text{ pounds/book} = 4 \\text{ pounds}',
    'half of 94 = 47',
    '5 times 3 = 15',
    '17 plus 8 equals 25',
    '-3 + 5 = 2',
    '5 - -3 = 8',
    '14{,}000 + 5 = 14{,}005',
    '\\$12,\\!000 / 4 = 3000',
    '\\left( 30 - 10 \\right) \\div 2 = \\boxed{10}',
    '99999999999999999999 + 1 = 100000000000000000000',
  ])('finds %j right', (text) => {
    expect(verdicts(text)).toEqual(['right']);
  });

  it.each([
    ['7 × 8 = 54', '56'],
    ['$12 + $5 = $18', '17'],
    ['**5 + 3 = 9**', '8'],
    ['So \\(12 \\cdot 4 = 49\\).', '48'],
    ['10 / 4 = 3.5', '2.5'],
    ['5 apples + 4 apples = 10 apples', '9'],
    ['5 - 5 × 3 + 1 = −8', '−9'],
    ['7995 (total cookies) - 2595 (rainbow cookies) = 4500', '5400'],
    ['1/3 + 1/3 = 0.8', '0.6667…'],
    ['20% of 50 = 12', '10'],
  ])('finds %j wrong, for it is %s', (text, value) => {
    expect(findEquations(text)).toMatchObject([{ verdict: 'wrong', value }]);
  });

  it.each([
    '60 minutes = 1 hour',
    '2 hours + 30 minutes = 150 minutes',
    '3 quarters + 2 dimes = 95 cents',
    '2 dozen + 6 = 30',
    '100/3 = 33',
    '33.3 * 3 = 100',
    '0.67 * 300 = 200',
    '3 + 4 = 7 + 5',
    '28 / 1/5 = 140',
    '45/50 = 90',
    '2 1/2 + 1 = 4',
    'Week 3 + 5 = 9',
    'In base 8: 5 + 4 = 11',
    '7 + 8 = 3 (mod 12)',
    '7 × 103 = 105. This is false.',
    '10-12 = 3 pages',
    '5 / 0 = 0',
    '2 ^ 1000000000 = 1',
    '2 * 3 = 3!',
    'Is 5 + 3 = 9?',
  ])('does not call %j wrong', (text) => {
    for (const verdict of verdicts(text)) expect(verdict).toBe('unknown');
  });

  it.each([
    'x = 5',
    '3 = 3',
    'x + 5 = 8',
    '2x = 10',
    '2x + 3 = 7',
    '3ab + 2 = 5',
    '\\(49 - 3ab = 6\\)',
    '5! = 119',
    '5 + 3 = 2y',
    '\\sqrt{16} + 1 = 4',
    'the price - 5 = 10',
    'In 2020 the price - 5 = 10',
    'sin 30 + 1 = 1.5',
    'log_2 (8) + 1 = 3',
    '2:3 = 4:6',
    '11:30 - 10:00 = 1:30',
    '1,5 + 1,5 = 3,1',
    '27 \\text{ ft}^3 - 1 \\text{ x} = a',
    'no equations, e.g. 5 + 3, here',
    '=',
    '1 = ',
    '= 1',
    '',
  ])('leaves %j out or undecided', (text) => {
    expect(verdicts(text)).not.toContain('wrong');
    expect(verdicts(text)).not.toContain('right');
  });

  it('shows fractions and brackets no deeper than they need be', () => {
    const [equation] = findEquations('\\left(\\frac{1}{2}\\right)^2 = \\frac{1}{4}');
    expect(equation).toMatchObject({ left: '(1 / 2)^2', right: '1 / 4', verdict: 'right' });
  });

  it('judges each link of a chain', () => {
    expect(verdicts('30\\% \\times 8000 = 0.3 \\times 8000 = 2400')).toEqual(['right', 'right']);
    expect(verdicts('7 * 70 - 40 = 470 - 40 = 430')).toEqual(['wrong', 'right']);
    expect(verdicts('x = 12 + 5 = 18')).toEqual(['wrong']);
    expect(verdicts('\\begin{align} 2 + 3 &= 5 \\\\ &= 10 / 2 \\end{align}')).toEqual([
      'right',
      'right',
    ]);
  });

  it('agrees with exact integer arithmetic on generated equations', () => {
    const number = fc.integer({ min: 1, max: 9999 });
    fc.assert(
      fc.property(number, number, number, fc.constantFrom('+', '-', '×'), (a, b, c, sign) => {
        const value = sign === '+' ? a + b : sign === '-' ? a - b : a * b;
        expect(verdicts(`${a} ${sign} ${b} = ${value}`)).toEqual(['right']);
        const ratio = Math.abs(c / value);
        if (c === value || value <= 0 || [100, 1000].includes(ratio) || ratio < 0.02) return;
        expect(verdicts(`There are ${a} ${sign} ${b} = ${c}.`)).not.toEqual(['right']);
      }),
    );
  });

  it('never throws, and its equations are slices of the text', () => {
    const piece = fc.constantFrom(
      ...[
        '1',
        '23',
        '4.5',
        '1,000',
        '+',
        '-',
        '*',
        '/',
        '^',
        '=',
        '≈',
        '(',
        ')',
        '{',
        '}',
        '$',
        '%',
      ],
      ...[' ', '\n', 'x', 'apples', 'of', 'half', '\\frac', '\\text{', '\\times', '\\left(', '...'],
      ...[
        '²',
        '!',
        ':',
        '**',
        '0.',
        '&',
        '\\\\',
        '\\[',
        '\\]',
        '__proto__',
        'constructor',
        '\u0000',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        for (const equation of findEquations(text)) {
          expect(text.slice(equation.start, equation.end)).toBe(equation.text);
          expect(equation.verdict === 'wrong').toBe(equation.value !== undefined);
        }
      }),
      { numRuns: 3000 },
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void findEquations(text)));
  });

  it.each([
    ...[
      '1',
      '1=',
      '=1=',
      '1+',
      '(',
      '(1+',
      '((1)',
      '9^',
      '9*',
      '1/',
      '\\frac{1}{',
      '\\text{',
      '{',
      '$',
    ],
    ...[
      '1,000',
      '000,',
      '1...',
      '1+'.repeat(29) + 'x=',
      '5 x ',
      '5 (a) ',
      '5 a b c ',
      'half of ',
      '\\left(',
      '**',
      '^',
      '2^2^',
      '\n- ',
    ],
  ])('is quick on 100 kB of %j', (piece) => {
    isQuick(() => findEquations(piece.repeat(100_000 / piece.length)));
  });
});

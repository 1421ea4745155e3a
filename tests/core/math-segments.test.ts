import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitMath } from '../../src/core/math-segments.ts';
import { isQuick } from './is-quick.ts';

const formulas = (text: string): string[] =>
  splitMath(text).flatMap((segment) => (segment.kind === 'math' ? [segment.tex] : []));

describe('splitMath', () => {
  it('tells inline and display formulas from text', () => {
    expect(splitMath('So $x^2$ and \\(y\\) give\n\\[z = 1\\]\nor $$w$$.')).toEqual([
      { kind: 'text', text: 'So ' },
      { kind: 'math', tex: 'x^2', display: false, source: '$x^2$' },
      { kind: 'text', text: ' and ' },
      { kind: 'math', tex: 'y', display: false, source: '\\(y\\)' },
      { kind: 'text', text: ' give\n' },
      { kind: 'math', tex: 'z = 1', display: true, source: '\\[z = 1\\]' },
      { kind: 'text', text: '\nor ' },
      { kind: 'math', tex: 'w', display: true, source: '$$w$$' },
      { kind: 'text', text: '.' },
    ]);
  });

  it.each([
    '$5 and $7',
    'He pays $5, she $7, both ($12).',
    '$40.00 (bananas) - $30.00 (bunches) = $10.00.',
    'each sells at 20$, and 45$ in all',
    'I have $5 for lunch and 3$ more',
    '\\$5 + \\$7 = \\$12',
    'an open $x',
    'an open \\[ x',
    'an open \\( x',
    '\\begin{align} x',
  ])('finds no formula in %j', (text) => {
    expect(formulas(text)).toEqual([]);
  });

  it('finds formulas beside money', () => {
    expect(formulas('He pays $5$ or $\\$5$ for $x+1$ at \\$3.')).toEqual(['5', '\\$5', 'x+1']);
  });

  it('keeps environments whole, with their begin and end', () => {
    const align = '\\begin{align*}\na &= 1 \\\\[4pt]\nb &= 2\n\\end{align*}';
    expect(splitMath(`So ${align}`)[1]).toMatchObject({ tex: align, display: true });
    expect(formulas('\\[\\begin{cases}1\\\\[2pt]2\\end{cases}\\]')).toEqual([
      '\\begin{cases}1\\\\[2pt]2\\end{cases}',
    ]);
  });

  it('takes lone bracket lines around LaTeX, as chat pages are copied, for a display', () => {
    expect(formulas('So\n[\n\\frac{1}{2} = 0.5\n]\nholds.')).toEqual(['\\frac{1}{2} = 0.5']);
    expect(formulas('[\n1, 2\n]')).toEqual([]);
  });

  it('takes the backslash off dollars and percent signs in text only', () => {
    expect(splitMath('\\$5 is 10\\% of $\\$50$')).toEqual([
      { kind: 'text', text: '$5 is 10% of ' },
      { kind: 'math', tex: '\\$50', display: false, source: '$\\$50$' },
    ]);
  });

  it('has no segments for no text', () => {
    expect(splitMath('')).toEqual([]);
  });

  it('loses nothing', () => {
    const piece = fc.constantFrom(
      '$',
      '$$',
      '\\[',
      '\\]',
      '\\(',
      '\\)',
      'x',
      ' ',
      '5',
      '\n',
      '{',
      '😀',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        const parts = splitMath(text).map((s) => (s.kind === 'math' ? s.source : s.text));
        expect(parts.join('')).toBe(text);
        expect(parts).not.toContain('');
      }),
    );
  });

  it.each(['$', '$a ', '$a b$ ', '\\[', '\\(', '\\begin{align}', '[\n', '\\\\', '\\', '$$ '])(
    'is quick on 100 kB of %j',
    (piece) => isQuick(() => splitMath(piece.repeat(100_000 / piece.length))),
  );
});

import { describe, expect, it } from 'vitest';
import { solutionPicture, wrap, type PictureStyle } from '../../src/charts/solution-picture.ts';

/** A face whose letters are all half as wide as they are high. */
const style: PictureStyle = {
  measure: (text, size) => (text.length * size) / 2,
  colour: (probability) => (Number.isNaN(probability) ? 'grey' : `rgb(${probability * 255}, 0, 0)`),
  paper: 'white',
  ink: 'black',
  softInk: 'gray',
};
const step = { text: 'one', probability: 1, glyph: '✓', note: '' };

describe('wrap', () => {
  it('breaks at spaces, inside words that fit no line, and at line breaks', () => {
    expect(wrap('aa bb cc', 45, style.measure)).toEqual(['aa bb', 'cc']);
    expect(wrap('abcdefgh', 27, style.measure)).toEqual(['abc', 'def', 'gh']);
    expect(wrap('a\nb', 100, style.measure)).toEqual(['a', 'b']);
    expect(wrap('', 100, style.measure)).toEqual(['']);
  });
});

describe('solutionPicture', () => {
  it('draws each step with its bar, glyph, number and probability', () => {
    const svg = solutionPicture(
      'How many?',
      [step, { ...step, probability: null, glyph: '' }],
      '',
      style,
    );
    expect(svg.match(/fill="rgb\(255, 0, 0\)"/g)).toHaveLength(1);
    expect(svg.match(/fill="grey"/g)).toHaveLength(1);
    expect(svg.match(/>1\.00</g)).toHaveLength(1);
    expect(svg).toContain('>✓<');
  });

  it('grows with its text', () => {
    const height = (text: string) =>
      Number(/ height="(\d+)"/.exec(solutionPicture('', [{ ...step, text }], '', style))?.[1]);
    expect(height('word '.repeat(200))).toBeGreaterThan(height('word') + 200);
  });

  it('holds what was pasted as text only, and nothing that XML has no character for', () => {
    const svg = solutionPicture('<script>alert(1)</script> & \u0000\ud800 🥖', [step], '', style);
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp;');
    expect(svg).toContain('🥖');
    // eslint-disable-next-line no-control-regex -- the very characters that must not be there
    expect(svg).not.toMatch(/[\u0000\ud800](?![\udc00-\udfff])/);
  });
});

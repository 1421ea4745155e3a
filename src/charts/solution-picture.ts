import { formatProbability } from '../i18n/numbers.ts';

/** A step as the picture shows it. */
export interface PicturedStep {
  readonly text: string;
  readonly probability: number | null;
  /** What stands for the verdict beside its colour: '✓', '~' or '✗'; empty without a score. */
  readonly glyph: string;
  readonly note: string;
}

export interface PictureStyle {
  /** The width of a text in pixels, set in the text's face at `size` pixels. */
  readonly measure: (text: string, size: number) => number;
  /** A probability's colour, as a colour that SVG viewers know; NaN gives the neutral one. */
  readonly colour: (probability: number) => string;
  readonly paper: string;
  readonly ink: string;
  readonly softInk: string;
}

const width = 800;
const margin = 32;
const size = 18;
const leading = 26;
const gap = 12;
/** From the left edge to the steps' text, and from the right edge to where it must end. */
const textLeft = margin + 52;
const textRight = width - margin - 64;
const faces = `font-family="Charter, Georgia, 'Noto Serif', 'DejaVu Serif', serif"`;
const numberFaces = `font-family="'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif"`;

/** The coloured solution as an SVG document, 800 units wide, that needs nothing beside itself. */
export function solutionPicture(
  problem: string,
  steps: readonly PicturedStep[],
  source: string,
  style: PictureStyle,
): string {
  const parts: string[] = [];
  let y = margin;
  const write = (text: string, x: number, attributes: string): string =>
    `<text x="${x}" y="${(y + size).toFixed(0)}" ${attributes}>${escape(text)}</text>`;

  for (const line of wrap(problem, width - 2 * margin, style.measure)) {
    parts.push(write(line, margin, `${faces} font-size="${size}" fill="${style.ink}"`));
    y += leading;
  }
  y += gap;
  steps.forEach(({ text, probability, glyph, note }, index) => {
    const lines = wrap(text, textRight - textLeft, style.measure);
    const noteLines = note === '' ? 0 : 1;
    const height = (lines.length + noteLines) * leading;
    const number = `${numberFaces} font-size="15" fill="${style.softInk}"`;
    parts.push(
      `<rect x="${margin + 26}" y="${y}" width="6" height="${height}" rx="3" fill="${style.colour(probability ?? NaN)}"/>`,
      write(String(index + 1), margin + 16, `${number} text-anchor="end"`),
      write(
        glyph,
        textLeft - 9,
        `${numberFaces} font-size="14" fill="${style.ink}" text-anchor="middle"`,
      ),
    );
    if (probability !== null) {
      const bold = `${numberFaces} font-size="16" fill="${style.ink}" text-anchor="end"`;
      parts.push(write(formatProbability(probability), width - margin, bold));
    }
    for (const line of lines) {
      parts.push(write(line, textLeft + 4, `${faces} font-size="${size}" fill="${style.ink}"`));
      y += leading;
    }
    if (note !== '') {
      parts.push(write(note, textLeft + 4, `${number} font-style="italic"`));
      y += leading;
    }
    y += gap;
  });
  if (source !== '') {
    parts.push(write(source, margin, `${numberFaces} font-size="13" fill="${style.softInk}"`));
    y += leading;
  }
  const height = y + margin - gap;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="100%" height="100%" fill="${style.paper}"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

/** Breaks a text into lines of at most `room` pixels, at spaces where it can and inside words where it must. */
export function wrap(text: string, room: number, measure: PictureStyle['measure']): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.trim().split(/\s+/)) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (measure(longer, size) <= room) {
        line = longer;
        continue;
      }
      if (line !== '') lines.push(line);
      line = '';
      for (const letter of word) {
        if (line !== '' && measure(line + letter, size) > room) {
          lines.push(line);
          line = '';
        }
        line += letter;
      }
    }
    return [...lines, line];
  });
}

/** A text as XML holds it; characters that XML has none for are left out. */
function escape(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
  return (
    text
      // eslint-disable-next-line no-control-regex -- control characters are what XML forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '')
      .replace(/[&<>]/g, (one) => entities[one] ?? one)
  );
}

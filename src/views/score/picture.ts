import { probabilityColour } from '../../charts/probability-colour.ts';
import { solutionPicture } from '../../charts/solution-picture.ts';
import { judgedSteps } from '../../core/export-document.ts';
import { translated } from '../../i18n/area.svelte.ts';
import { picture } from '../../i18n/picture.ts';
import type { ExportedSolution, SavedFile } from '../../state/solution-files.ts';
import { verdictOf } from '../../state/verdict.ts';
import { rasterize } from '../../ui/rasterize.ts';
import { glyphs } from './words.ts';

export type PictureFormat = 'svg' | 'png';

/** Pixels of a PNG for each unit of the drawing: sharp on a projector and in print. */
const pngScale = 2;

/** A picture of the coloured solution, in the colours that the page shows. */
export async function solutionImage(
  solution: ExportedSolution,
  format: PictureFormat,
): Promise<SavedFile> {
  await translated();
  const svg = new Blob([draw(solution)], { type: 'image/svg+xml' });
  const content = format === 'svg' ? svg : await rasterize(svg, pngScale);
  return { name: `solution.${format}`, content };
}

function draw(solution: ExportedSolution): string {
  const { threshold, model, prm, problem } = solution;
  const steps = judgedSteps(solution).map(({ text, probability, isFirstError }) => ({
    text,
    probability,
    glyph: probability === null ? '' : glyphs[verdictOf(probability, threshold)],
    note: isFirstError ? picture().firstError : '',
  }));
  const source = prm && model ? picture().source(model) : '';
  const context = probeContext();
  const resolve = colourResolver(context);
  try {
    return solutionPicture(problem.trim(), steps, source, {
      measure: (text, size) => {
        context.font = `${size}px Charter, Georgia, 'Noto Serif', 'DejaVu Serif', serif`;
        return context.measureText(text).width;
      },
      colour: (probability) => resolve(probabilityColour(probability)),
      paper: resolve('var(--paper)'),
      ink: resolve('var(--ink)'),
      softInk: resolve('var(--soft-ink)'),
    });
  } finally {
    resolve.end();
  }
}

/** Turns any colour of the page, variables and mixtures included, into one that every viewer knows. */
function colourResolver(context: CanvasRenderingContext2D): {
  (css: string): string;
  end: () => void;
} {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const resolve = (css: string): string => {
    probe.style.color = css;
    context.fillStyle = getComputedStyle(probe).color;
    context.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0] = context.getImageData(0, 0, 1, 1).data;
    return `rgb(${r}, ${g}, ${b})`;
  };
  return Object.assign(resolve, { end: () => probe.remove() });
}

/** A canvas of one pixel, on which texts are measured and colours resolved. */
function probeContext(): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error(picture().undrawable);
  return context;
}

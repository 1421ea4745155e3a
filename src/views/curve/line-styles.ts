import type { LineStyle } from '../../charts/rate-line.ts';
import type { LineName } from '../../core/curve-lines.ts';

/** How each line of the figure is drawn. */
export const lineStyles: Record<LineName, LineStyle> = {
  prm: 'accent',
  orm: 'front-dashed',
  majority: 'front',
  prm_weighted: 'accent-dashed',
  orm_weighted: 'dotted',
  pass: 'behind',
  mean: 'behind',
  shortest: 'behind',
};

import type { ForeignMark } from '../../charts/rate-line.ts';
import { curve } from '../../i18n/curve.ts';
import { formatRate } from '../../i18n/rate.ts';

/** Best of 1,860 on 500 problems of MATH: Lightman et al. 2023 (arXiv 2305.20050), figure 3. */
export function paperFigures(): readonly ForeignMark[] {
  const { paperSource: source, paperVote, lines } = curve();
  const mark = (name: string, rate: number): ForeignMark => ({
    source,
    label: `${name} ${formatRate(rate)}`,
    n: 1860,
    rate,
  });
  return [mark(lines.prm.name, 0.782), mark(lines.orm.name, 0.724), mark(paperVote, 0.696)];
}

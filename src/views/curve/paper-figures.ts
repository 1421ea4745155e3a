import type { ForeignMark } from '../../charts/rate-line.ts';

/** Best of 1,860 on 500 problems of MATH: Lightman et al. 2023 (arXiv 2305.20050), figure 3. */
export const paperFigures: readonly ForeignMark[] = [
  { source: 'the paper’s', label: 'PRM 78.2', n: 1860, rate: 0.782 },
  { source: 'the paper’s', label: 'ORM 72.4', n: 1860, rate: 0.724 },
  { source: 'the paper’s', label: 'vote 69.6', n: 1860, rate: 0.696 },
];

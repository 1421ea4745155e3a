import type { LineStyle } from '../../charts/rate-line.ts';
import type { LineName } from '../../state/curve-lines.ts';

interface LineWords {
  readonly name: string;
  /** How the line picks one of n samples. */
  readonly meaning: string;
  readonly style: LineStyle;
}

/** How each line of the figure is called, explained and drawn. */
export const lineWords: Record<LineName, LineWords> = {
  prm: {
    name: 'PRM',
    meaning: 'takes the sample whose steps the process reward model likes best',
    style: 'accent',
  },
  orm: {
    name: 'ORM',
    meaning: 'takes the sample whose result the outcome reward model likes best',
    style: 'front-dashed',
  },
  majority: {
    name: 'majority',
    meaning: 'takes the answer that most samples give',
    style: 'front',
  },
  prm_weighted: {
    name: 'PRM vote',
    meaning: 'lets each sample vote with the weight of its PRM score',
    style: 'accent-dashed',
  },
  orm_weighted: {
    name: 'ORM vote',
    meaning: 'lets each sample vote with the weight of its ORM score',
    style: 'dotted',
  },
  pass: {
    name: 'pass@n',
    meaning: 'is the ceiling: at least one of the n samples is right',
    style: 'behind',
  },
  mean: {
    name: 'one sample',
    meaning: 'is the floor: the share of all samples that is right',
    style: 'behind',
  },
  shortest: {
    name: 'shortest',
    meaning: 'takes the sample with the fewest steps, and reads nothing',
    style: 'behind',
  },
};

/** A rate as the page writes it: percent with one decimal. */
export function percent(rate: number): string {
  return Number.isNaN(rate) ? '–' : `${(rate * 100).toFixed(1)}`;
}

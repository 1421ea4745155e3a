import type { Aggregation } from './aggregate.ts';
import { needs, prmMethod, type Method } from './solve-curves.ts';

/** The lines of the figure: the methods, with one PRM line, whose aggregation the visitor chooses. */
export const lineNames = [
  'prm',
  'orm',
  'majority',
  'prm_weighted',
  'orm_weighted',
  'pass',
  'mean',
  'shortest',
] as const;

export type LineName = (typeof lineNames)[number];

/** What is on show before the visitor chooses. */
export const firstLines: readonly LineName[] = [
  'prm',
  'orm',
  'majority',
  'pass',
  'mean',
  'shortest',
];

/** The method that a line shows. */
export function methodOf(line: LineName, aggregation: Aggregation): Method {
  return line === 'prm' ? prmMethod(aggregation) : line;
}

/** The line that shows a method. */
export function lineOf(method: Method): LineName {
  return (lineNames as readonly string[]).includes(method)
    ? (method as LineName)
    : needs(method) === 'prm'
      ? 'prm'
      : 'orm';
}

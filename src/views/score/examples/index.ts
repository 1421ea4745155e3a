import type { Example } from '../../../state/example.ts';
import averageSlip from './average-slip.json';
import bakery from './bakery.json';
import festival from './festival.json';
import hill from './hill.json';
import juggler from './juggler.json';
import luckyAnswer from './lucky-answer.json';
import orchard from './orchard.json';
import period from './period.json';

/** The worked examples in the order of the menu; the first is what a newcomer sees. */
export const examples: readonly Example[] = [
  orchard,
  bakery,
  festival,
  averageSlip,
  juggler,
  luckyAnswer,
  period,
  hill,
];

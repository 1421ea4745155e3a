import { area } from '../../../i18n/area.svelte.ts';
import type { Example } from '../../../state/example.ts';
import averageSlip from './average-slip.json';
import bakery from './bakery.json';
import festival from './festival.json';
import garden from './garden.json';
import hill from './hill.json';
import juggler from './juggler.json';
import luckyAnswer from './lucky-answer.json';
import orchard from './orchard.json';
import period from './period.json';

const recorded: readonly Example[] = [
  garden,
  bakery,
  festival,
  averageSlip,
  juggler,
  orchard,
  luckyAnswer,
  period,
  hill,
];

/** What is said of the examples, by their ids. */
const words = area<Readonly<Record<string, Pick<Example, 'title' | 'lesson' | 'note'>>>>(
  Object.fromEntries(recorded.map((example) => [example.id, example])),
  { 'zh-CN': () => import('../../../i18n/zh-cn/examples.ts') },
);

/**
 * The worked examples in the order of the menu; the first is what a newcomer sees. What is said of
 * them follows the site's language; problems and steps are in English, which is what models read.
 */
export const examples: readonly Example[] = recorded.map((example) => {
  const said = (): Pick<Example, 'title' | 'lesson' | 'note'> => words()[example.id] ?? example;
  return {
    ...example,
    get title() {
      return said().title;
    },
    get lesson() {
      return said().lesson;
    },
    get note() {
      return said().note;
    },
  };
});

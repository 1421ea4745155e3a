import { formatCount, formatDecimal } from '../numbers.ts';

/** What opens under a step: its tokens and its equations. */
export const details = {
  label: (position: number): string => `Details of step ${formatCount(position)}`,
  probability: (probability: number): string => `probability ${formatDecimal(probability, 4)}`,
  parts: (head: number, surprise: number): string =>
    `Of the logit, ${formatDecimal(head, 2)} is what the model’s trained head says. The step’s ` +
    `length, and how much its digits surprise the model, change that by ${formatDecimal(surprise, 2)}.`,
  tokensLabel: 'How likely it is, token by token, that nothing is wrong so far',
  tokens:
    'Each bar says how likely it is, after reading up to there, that nothing is wrong yet. Where the bars fall, the model became suspicious; only the end of the step counts.',
  recorded:
    'This score was recorded. Once the model has judged the step here, its tokens are shown too.',
  notJudged: 'Not judged yet.',
  noEquation: 'No equation of plain numbers in this step.',
};

export type DetailsMessages = typeof details;

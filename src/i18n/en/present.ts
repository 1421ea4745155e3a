import { formatBytes, formatCount } from '../numbers.ts';

/** A presentation: what the class sees, the presenter's controls, and what is announced. */
export const present = {
  label: 'Presentation',
  stepsLabel: 'Steps of the solution',
  noStepWrong: 'No step is wrong.',
  predictStep: (position: number): string => `Step ${formatCount(position)} is the first wrong one`,
  saidBy: 'Said by',
  firstWrongFor: 'First wrong step for',
  voices: { class: 'class', model: 'model', truth: 'truth' },
  /** Before a number, for those who hear it. */
  verdict: (verdict: string): string => `${verdict},`,

  revealLabel: 'What is revealed',
  winners: {
    both: 'The class and the model were right.',
    class: 'The class was right, the model was not.',
    model: 'The model was right, the class was not.',
    neither: 'Neither the class nor the model was right.',
  },
  judgedNow: (model: string): string => `Judged just now by ${model}.`,
  recorded: (model: string): string => `The model’s numbers were recorded with ${model}.`,
  noModel: 'The model has not judged this case, and this site holds none.',
  unjudged: 'The model has not judged this case. Press S to have it judged.',
  unjudgedDownload: (bytes: number): string =>
    `The model has not judged this case. Press S to have it judged, which downloads ${formatBytes(bytes)}.`,
  noPrediction: 'No prediction was made.',
  tally: (cases: number, known: number, byClass: number, byModel: number, agreed: number): string =>
    `On this machine so far: ${
      known > 0
        ? `the class was right in ${formatCount(byClass)} of ${formatCount(known)}, the model in ${formatCount(byModel)}. `
        : ''
    }They agreed in ${formatCount(agreed)} of ${formatCount(cases)}.`,

  controlsLabel: 'Controls',
  back: '← back',
  next: 'next →',
  hide: 'hide',
  reveal: 'reveal',
  judge: 'judge',
  judgeAnew: 'judge anew',
  caseBefore: 'Case before',
  caseAfter: 'Next case',
  casePlace: (position: number, count: number): string =>
    `case ${formatCount(position)} of ${formatCount(count)}`,
  judging: 'Judging …',
  preparing: 'Preparing the model …',
  downloading: (bytes: number, total: number): string =>
    `Downloading ${formatBytes(bytes)} of ${formatBytes(total)} …`,
  keys: (canFill: boolean, canLeave: boolean): string =>
    `Arrows, page keys or space: on and back. Digits: predict, 0 for none. R: reveal. S: judge.${canFill ? ' F: full screen.' : ''}${canLeave ? ' Escape: leave.' : ''}`,
  resetTally: 'reset the tally',
  fullScreen: 'full screen',
  leave: 'leave',

  step: (position: number): string => `step ${formatCount(position)}`,
  noStep: 'no step is wrong',
  modelSays: (place: string): string => `The model says: ${place}.`,
  classSaid: (place: string): string => `The class said: ${place}.`,
  trueIs: (place: string): string => `True is: ${place}.`,
  notJudged: 'The model has not judged this case.',
  hasJudged: 'The model has judged this case.',
  modelMissing: 'The model did not load.',
  siteHasNoModel: 'This site holds no model.',
  caseTooLong: 'This case is longer than the model can read.',
  caseShown: (position: number, count: number, problem: string): string =>
    `Case ${formatCount(position)} of ${formatCount(count)}. ${problem}`,
  stepShown: (position: number, text: string): string => `Step ${formatCount(position)}: ${text}`,
  predictionTakenBack: 'No prediction.',
  predicted: (place: string): string => `Predicted: ${place}.`,
};

export type PresentMessages = typeof present;

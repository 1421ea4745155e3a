import { formatCount, formatProbability } from '../numbers.ts';
import { plural } from '../plural.ts';

const cases = (count: number): string =>
  plural('en', count, { one: 'one case', other: `${formatCount(count)} cases` });

/** Lessons: the list of them, one's own in the making, and the printed sheet. */
export const lesson = {
  title: 'Lessons',
  lead: 'A lesson is a row of solutions to talk about. Which step goes wrong first? The class predicts, then the model’s view is revealed, and who was right.',
  allLessons: 'All lessons',
  untitled: 'A lesson',
  opening: 'Opening the lesson …',
  ready: 'Ready to use',
  cases,
  unopened: 'This lesson can’t be opened',
  unknown: 'There is no lesson of that name here.',
  unknownAdvice:
    'The link may be old or misspelt. Ask for it once more, or for the lesson as a file.',
  missing: 'The lesson did not load.',
  missingAdvice: 'The connection may be gone, or its file is broken. Reload the page to try again.',

  present: 'present, predict first',
  print: 'print',
  save: 'save as a file',
  copy: 'change a copy of it',
  withoutAnswers: (count: number): string =>
    `${plural('en', count, { one: 'One case', other: `${formatCount(count)} cases` })}, without the answers`,
  stepsOf: (count: number): string =>
    plural('en', count, { one: 'One step.', other: `${formatCount(count)} steps.` }),
  beginHere: 'begin here',
  beginWith: (position: number): string => `begin here, with case ${formatCount(position)}`,

  ownTitle: 'Your own lesson',
  unsaved: 'This browser does not keep your lesson.',
  unsavedAdvice: 'Storage is full or forbidden here. Save the lesson as a file before you leave.',
  openFile: 'open a file …',
  undo: 'undo',
  clear: 'start anew',
  scoresLabel: 'Scores of the lesson',
  judging: (position: number, count: number): string =>
    `Judging case ${formatCount(position)} of ${formatCount(count)} …`,
  fetching: 'Fetching the model …',
  stop: 'stop',
  unscored: (count: number): string =>
    plural('en', count, {
      one: 'One case has no scores yet.',
      other: `${formatCount(count)} cases have no scores yet.`,
    }),
  judge: (count: number): string =>
    plural('en', count, { one: 'have it judged', other: 'have them judged' }),
  empty:
    'Nothing is in it yet. On <a>the page that scores</a>, show a solution and choose “lesson ▾, Add this solution”. Or open a file, or change a copy of a lesson from above.',
  titleField: 'Title',
  aboutField: 'What it is about',
  ownCases: 'Cases of your lesson',

  caseLabel: (position: number): string => `Case ${formatCount(position)}`,
  caseTitle: (position: number): string =>
    `Title of case ${formatCount(position)}, shown to you only`,
  caseTitleHint: 'Title, shown to you only',
  moveUp: (position: number): string => `Move case ${formatCount(position)} up`,
  moveDown: (position: number): string => `Move case ${formatCount(position)} down`,
  takeOut: (position: number): string => `Take case ${formatCount(position)} out`,
  takeOutHint: 'Take it out',
  noProblem: 'No problem is given.',
  stepCount: (count: number): string =>
    plural('en', count, { one: 'One step', other: `${formatCount(count)} steps` }),
  firstWrong: 'First wrong step:',
  truthUnknown: 'not known',
  noneWrong: 'none is wrong',
  step: (position: number): string => `step ${formatCount(position)}`,
  notJudged: 'The model has not judged it yet.',
  note: 'To read after the reveal',
  openInEditor: 'open in the editor',

  task: 'In each solution, tick the first step that is wrong, or the last line if none is.',
  noStepWrong: 'No step is wrong.',
  answers: 'Answers',
  answerUnknown: 'Not known for sure.',
  answer: (position: number): string => `Step ${formatCount(position)} is the first wrong one.`,
  modelAnswer: (model: string, place: string, probabilities: readonly number[]): string => {
    const list = probabilities.map(
      (one, at) => `${formatCount(at + 1)}: ${formatProbability(one)}`,
    );
    return `The model ${model} says: ${place}. Its probabilities that all is right so far: ${list.join(', ')}.`;
  },

  moved: (place: number, count: number): string =>
    `Moved to place ${formatCount(place)} of ${formatCount(count)}.`,
  takenOut: (position: number): string =>
    `Case ${formatCount(position)} taken out. Undo brings it back.`,
  undone: 'Undone.',
  cleared: 'The lesson is empty. Undo brings it back.',
  nothingToAdd: 'There is no step yet, so there is nothing to add.',
  tooLong: (steps: number, characters: number): string =>
    `Not added: a case has at most ${formatCount(steps)} steps, of ${formatCount(characters)} characters each.`,
  full: (most: number): string => `Not added: a lesson has at most ${formatCount(most)} cases.`,
  added: (position: number): string => `Added to your lesson, as case ${formatCount(position)}.`,
  opened: (count: number): string => `Opened a lesson of ${cases(count)}.`,
  unreadable: (file: string): string => `${file} can’t be opened.`,
  unreadableAdvice: 'It should be a lesson that was saved on this page.',
  copied: (count: number): string => `Your lesson is now a copy of ${cases(count)}.`,
  scored: 'The lesson is scored.',
};

export type LessonMessages = typeof lesson;

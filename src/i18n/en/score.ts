import { formatCount, formatDecimal, formatPercent, formatProbability } from '../numbers.ts';
import { plural } from '../plural.ts';

const inHundred = (share: number): string => `${formatCount(Math.round(share * 100))} of 100`;

const steps = (count: number): string =>
  plural('en', count, { one: 'One step', other: `${formatCount(count)} steps` });

const formats = {
  numbered: 'as numbered lines',
  'step-headings': 'by their headings',
  paragraphs: 'as paragraphs',
  lines: 'as lines',
  chat: 'in a chat log',
  sentences: 'as sentences',
  prm800k: 'in PRM800K’s format',
  processbench: 'in ProcessBench’s format',
  trl: 'in TRL’s format',
  empty: 'in nothing',
};

const verdicts = { wrong: 'probably wrong', unsure: 'unsure', right: 'probably right' };

/** The view that scores one solution: its tools, the list of steps, and what is announced of them. */
export const score = {
  viewLabel: 'Score a solution',

  toolbarLabel: 'Solution',
  examples: 'examples ▾',
  examplesLabel: 'Worked examples',
  paste: 'paste',
  undo: 'Undo',
  undoHint: 'Undo (Ctrl Z)',
  redo: 'Redo',
  redoHint: 'Redo (Ctrl Shift Z)',

  file: 'file ▾',
  fileLabel: 'File',
  openFile: 'Open a file …',
  openFileHint: 'PRM800K, ProcessBench, TRL or plain text',
  saveAs: (format: string): string => `Save as ${format}`,
  jsonWithScores: 'JSON with its scores',
  savePicture: (format: string): string => `Save as a picture (${format})`,
  clear: 'Clear',

  share: 'share ▾',
  shareLabel: 'Share',
  copyLink: 'Copy a link',
  copyLinkHint: 'The solution is in the link itself.',
  showCode: 'Show a QR code',
  showCodeHint: 'For phones in front of a projector.',
  saveShared: 'Save as a file to share',
  saveSharedHint: 'For solutions of any length.',

  present: 'present',
  presentHint: 'Fill the screen: predict first, then reveal (F8)',
  nothingToPresent: 'There is no step yet to present.',
  lesson: 'lesson ▾',
  lessonLabel: 'Lesson',
  addToLesson: 'Add this solution to your lesson',
  addToLessonHint: 'A lesson is a row of solutions to predict and reveal.',
  goToLessons: 'Go to the lessons',
  goToLessonsHint: 'Order, present, print or save them.',
  teachingMissing: 'This did not load. The connection may be gone; try again.',

  pasteLabel: 'Paste a problem and its solution',
  pasteHint:
    'Numbered steps, paragraphs, LaTeX, a chat log, JSON of PRM800K, ProcessBench or TRL: whatever you have. It stays on this device.',
  nothingToJudge: 'There is nothing to judge.',
  nothingToJudgeAdvice: 'The text is empty. Copy a problem with its solution, then paste it here.',
  splitIntoSteps: 'Split into steps',
  cancel: 'Cancel',

  asideTitle: 'Your own text was set aside for the shared solution.',
  asideBeginning: (beginning: string): string => `It begins “${beginning}”.`,
  bringBack: 'bring it back',
  deleteAside: 'delete it',

  examplePlace: (place: number, count: number, isEdited: boolean): string =>
    `Example ${formatCount(place)} of ${formatCount(count)}${isEdited ? ', edited' : ''}`,
  restore: 'restore it',
  nextExample: (title: string): string => `next: ${title.toLowerCase()} →`,
  exampleTitle: (title: string): string => `${title}.`,
  filePlace: (place: number, count: number, file: string): string =>
    `Solution <number>${formatCount(place)} of ${formatCount(count)}</number> from ${file}`,
  previous: '← previous',
  next: 'next →',
  truth: 'What is true:',

  problem: 'Problem',
  problemHint: 'Write the problem here, or paste it with its solution',
  stepsLabel: 'Steps of the solution',
  modelLabel: 'The model',
  modelVoice: 'the model: probability that all is right so far',
  exactVoice: 'exact arithmetic',
  addStep: '+ add a step',
  showMore: (count: number): string => `show more of the ${formatCount(count)} steps`,
  stepHint: 'Write a step',
  verdicts,
  stepUnjudged: (position: number): string => `Step ${formatCount(position)}, not judged yet`,
  stepAfter: (position: number, probability: number): string =>
    `Step ${formatCount(position)}, after the first error, ${formatPercent(probability)}`,
  stepJudged: (position: number, verdict: keyof typeof verdicts, probability: number): string =>
    `Step ${formatCount(position)}, ${verdicts[verdict]}, ${formatPercent(probability)}`,
  stepWrong: (position: number, probability: number): string =>
    `Step ${formatCount(position)}, ${verdicts.wrong}, ${formatPercent(probability)}, the first error`,
  firstError: '← first error',
  afterFirstError:
    'After the first error. The model never learnt from such steps, so its numbers mean little from here on.',
  stepActions: (position: number): string => `Actions for step ${formatCount(position)}`,
  insertStep: 'Add a step below',
  moveUp: 'Move up',
  moveDown: 'Move down',
  mergeSteps: 'Join to the step before',
  deleteStep: 'Delete',
  detailsOf: (probability: number, position: number): string =>
    `${formatProbability(probability)}, details of step ${formatCount(position)}`,
  stepRecorded: (probability: number): string =>
    `probability ${formatDecimal(probability, 4)}, recorded`,
  stepLogit: (probability: number, logit: number): string =>
    `probability ${formatDecimal(probability, 4)}, logit ${formatDecimal(logit, 2)}`,
  notJudged: 'not judged yet',
  arithmeticLabel: 'Exact arithmetic',
  equationWrong: (left: string, value: string, right: string): string =>
    `<maths>${left} = ${value}</maths>, not <maths>${right}</maths>`,
  equationExact: (left: string, right: string): string =>
    `<maths>${left} = ${right}</maths>, exactly`,
  equationsExact: (count: number): string => `${formatCount(count)} equations are exact`,

  scoreTitle: 'The solution’s score',
  scoreLegend: 'How the steps’ probabilities make one score',
  aggregations: { product: 'product', min: 'minimum', last: 'last', mean: 'mean' },
  aggregationMeanings: {
    product:
      'Every step must hold: the probabilities multiply, as if each step could fail on its own.',
    min: 'A solution is as good as its weakest step.',
    last: 'Only the last step counts, because its score is about everything up to there.',
    mean: 'All steps count alike, so one bad step among many good ones hardly shows.',
  },
  scoreSoFar: (count: number): string =>
    `So far over the ${plural('en', count, {
      one: 'one step',
      other: `${formatCount(count)} steps`,
    })} judged.`,
  outcome: (probability: number): string =>
    `The same model’s outcome judge (ORM), which learnt from answers alone and reads only the end, gives the answer <number>${formatProbability(probability)}</number>.`,

  thresholdTitle: (threshold: number): string =>
    `Where an error begins: under <number>${formatProbability(threshold)}</number>`,
  thresholdTrade: (found: number, spared: number): string =>
    `On unseen solutions like those it learnt from, this threshold finds <found>${inHundred(found)} first errors</found> and leaves <spared>${inHundred(spared)} right solutions</spared> alone. Higher finds more and accuses more. Errors of real solvers are harder: see its figures.`,
  thresholdUnmeasured:
    'The first step under it is marked as the first error. What a threshold trades is measured on solutions that the model was not trained on, and comes with the model.',
  thresholdReset: (threshold: number): string =>
    `back to the model’s own, <number>${formatProbability(threshold)}</number>`,
  tradeoffLabel:
    'As the threshold rises, more first errors are found and fewer right solutions are spared.',

  readingTitle: 'How to read it',
  reading: [
    'A <em>process reward model</em> judges a solution as it goes along, not only by its result. After each step it gives one probability: that everything up to there is right. The colour, the sign <number>✓ ~ ✗</number> and the number beside a step all tell that one probability. The first step that falls under the threshold is marked as the first error.',
    'Two voices speak about every step, and neither listens to the other. <strong>The model</strong> gives the colour and the number; it has learnt from examples, reads words as well as figures, and can be fooled. <strong>Exact arithmetic</strong> speaks beside the step: it finds equations of plain numbers and checks them with a maths library. It is never wrong about <number>180 − 96</number>, but it does not know what the problem asked. So a step may be red although its sums are exact, and that is often the instructive case.',
    'The list is the editor. Change a number and the model judges again from that step on.',
  ],
  keys: [
    ['Enter', 'cuts a step in two at the caret'],
    ['Backspace', 'at a step’s start joins it to the one before'],
    ['↑ ↓', 'at a step’s start or end go to the next one'],
    ['Alt ↑, Alt ↓', 'move the step'],
    ['Ctrl Z, Ctrl Shift Z', 'undo and redo, moves and cuts included'],
    ['Ctrl V', 'anywhere else on the page replaces everything with what you copied'],
  ] as (readonly [key: string, effect: string])[],

  moved: (place: number, count: number): string =>
    `Moved to place ${formatCount(place)} of ${formatCount(count)}.`,
  stepDeleted: (position: number): string =>
    `Step ${formatCount(position)} deleted. Undo brings it back.`,
  pastedNothing: 'Nothing was pasted: the text is empty.',
  pasted: (count: number, format: keyof typeof formats): string =>
    `${steps(count)} found ${formats[format]}. Undo brings the old text back.`,
  exampleOpened: (title: string, count: number): string => `Example: ${title}. ${steps(count)}.`,
  sharedOpened: (count: number): string =>
    `Opened a shared solution of ${steps(count).toLowerCase()}.`,
  fileSolution: (place: number, count: number): string =>
    `Solution ${formatCount(place)} of ${formatCount(count)}.`,
  broughtBack: 'Your own text is back.',
  cleared: 'Everything was cleared. Undo brings it back.',
  judgedSound: 'Judged: no step falls under the threshold.',
  judgedWrong: (position: number): string =>
    `Judged: the first error is probably in step ${formatCount(position)}.`,
  judgedFalse: (position: number): string =>
    ` Exact arithmetic finds an equation wrong in step ${formatCount(position)}.`,
  stepChanged: (position: number, from: number, to: number): string =>
    `step ${formatCount(position)} from ${formatPercent(from)} to ${formatPercent(to)}`,
  changed: (parts: readonly string[]): string => ` Changed: ${parts.join(', ')}.`,

  unsaved: 'This browser does not keep your text.',
  unsavedAdvice: 'Storage is full or forbidden here. Save the solution to a file before you leave.',
};

export type ScoreMessages = typeof score;

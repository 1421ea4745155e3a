import { formatCount, formatPercent, formatProbability } from '../numbers.ts';
import { plural } from '../plural.ts';
import { formatRate } from '../rate.ts';

const problems = (count: number): string =>
  plural('en', count, { one: 'one problem', other: `${formatCount(count)} problems` });

const samples = (count: number): string =>
  plural('en', count, { one: 'one sample', other: `${formatCount(count)} samples` });

/** The curve view: the figure, the ballot, the cases behind it, a pool of one's own. */
export const curve = {
  title: 'Which of n solutions should one trust?',
  lead: 'Ask a solver the same question n times, and the right answer may be among its solutions. The work is to pick it. A vote counts answers, an outcome reward model (ORM) judges results, a process reward model (PRM) judges steps. This is how often each is right.',
  reading: (name: string): string => `Reading ${name} …`,
  drawing: 'Drawing the curves …',
  nothingRecorded: 'No samples are recorded here yet.',
  nothingRecordedAdvice:
    'The figure is drawn from real samples only, so there is nothing to draw until a recording is put on this site. Samples of your own can be opened below: the same figure, ballot and evidence are then made from them, in this browser.',

  recordedUnreadable: 'The recorded samples can’t be read.',
  tooLarge: (file: string): string => `${file} is too large.`,
  tooLargeAdvice: (megabytes: number): string =>
    `Files of up to ${formatCount(megabytes)} MB are read.`,
  holdsNone: (file: string): string => `${file} holds no problem that can be read.`,
  unreadable: (file: string): string => `${file} can’t be read.`,
  formatAdvice: 'A pool is JSON lines, one problem a line. The example below shows how.',
  undrawn: 'The figure can’t be drawn.',
  noText: 'This pool holds no text for that sample.',
  opened: (count: number, file: string): string => `Opened ${problems(count)} from ${file}.`,

  linkRefused: 'This link can’t be opened.',
  linkWithoutPool: 'The samples of this link are not on this site.',
  linkWithoutPoolAdvice: (pool: string): string =>
    `It speaks of samples called ${pool}. Ask whoever sent it where they are; what the site has is shown instead.`,
  linkNeedsFile: 'This link belongs to a file.',
  linkNeedsFileAdvice: (file: string): string =>
    `It shows samples of the file ${file}, which was not sent with it. Ask for that file and open it under “Samples of your own”: then what the link shows appears.`,
  linkWithoutProblem: 'The problem of this link is not among the samples.',
  linkWithoutProblemAdvice: (problem: string): string =>
    `There is no problem called ${problem}. Another one is shown instead.`,

  share: 'share ▾',
  shareFigure: 'Share this figure',
  shareDraw: 'Share this draw',
  copyLink: 'Copy a link',
  copyFigureHint: 'It opens the figure as it is set up now.',
  copyDrawHint: 'It makes the same draw again.',
  showCode: 'Show a QR code',
  showCodeHint: 'For phones in front of a projector.',
  linkCopied: 'The link is copied.',
  sendFileToo: (file: string): string =>
    `The samples are not in the link: send the file ${file} too.`,
  figureLink: 'The link; whoever opens it sees this figure, set up as it is.',
  drawLink: 'The link; whoever opens it sees this draw.',
  tooLongForCode: 'The link is too long for a QR code. Copy it instead.',

  figureTitle: 'Solve rate against n',
  lines: {
    prm: {
      name: 'PRM',
      meaning: 'takes the sample whose steps the process reward model likes best.',
    },
    orm: {
      name: 'ORM',
      meaning: 'takes the sample whose result the outcome reward model likes best.',
    },
    majority: { name: 'majority', meaning: 'takes the answer that most samples give.' },
    prm_weighted: {
      name: 'PRM vote',
      meaning: 'lets each sample vote with the weight of its PRM score.',
    },
    orm_weighted: {
      name: 'ORM vote',
      meaning: 'lets each sample vote with the weight of its ORM score.',
    },
    pass: {
      name: 'pass@n',
      meaning: 'is the ceiling: at least one of the n samples is right.',
    },
    mean: {
      name: 'one sample',
      meaning: 'is the floor: the share of all samples that is right.',
    },
    shortest: {
      name: 'shortest',
      meaning: 'takes the sample with the fewest steps, and reads nothing.',
    },
  },
  interval: (low: number, high: number): string => `${formatRate(low)} to ${formatRate(high)}`,
  n: (n: number): string => `n = ${formatCount(n)}`,
  lineReading: (name: string, rate: number): string => `${name} ${formatRate(rate)} percent`,
  readingAt: (n: number, readings: readonly string[]): string =>
    `n = ${formatCount(n)}: ${readings.join(', ')}`,
  chartLabel: (spoken: string): string =>
    `Solve rate against the number of samples n. ${spoken}. The slider below reads other n; the table after it holds all numbers.`,
  prmIsRight: (rate: number): string => `the PRM’s favourite is right in ${formatRate(rate)}`,
  ormIsRight: (rate: number): string => `the ORM’s favourite in ${formatRate(rate)}`,
  voteIsRight: (rate: number): string => `the vote in ${formatRate(rate)}`,
  claim: (n: number, parts: readonly string[], one: number): string =>
    `Of ${formatCount(n)} samples, ${parts.join(', ')} of 100 problems; a single sample is in ${formatRate(one)}.`,
  basis: (count: number, sampleCount: number): string =>
    `${capital(problems(count))}, ${samples(sampleCount)}.`,
  basisOfPart: (count: number, all: number, sampleCount: number): string =>
    `${formatCount(count)} of ${problems(all)} (those scored so far), ${samples(sampleCount)}.`,
  writtenBy: (solver: string): string => `Written by ${solver}.`,
  bandMeanings: {
    problems:
      'Pale bands: where 95 of 100 repetitions would lie with other problems of the same kind (bootstrap over problems).',
    samples:
      'Pale bands: where 95 of 100 repetitions would lie with other samples of the same problems.',
  },
  exactness: (orders: number): string =>
    `Best-of-n, pass@n and the single sample are exact over all subsets; votes are averages over ${formatCount(orders)} random orders a problem.`,
  paperNote:
    '<strong>The diamonds are the paper’s, of another solver on another test:</strong> a large model’s solutions to 500 problems of the MATH benchmark. They show the shape to expect, not a mark to compare with.',
  paperSource: 'the paper’s',
  paperVote: 'vote',

  pool: 'Samples',
  ownPool: (file: string): string => `${file} (your own)`,
  source: 'Problems from',
  allSources: 'all sets',
  linesLegend: 'Lines',
  paperFigures: 'the paper’s own figures',
  aggregationLegend: 'The PRM scores a solution by',
  aggregations: {
    product: 'product of its steps',
    min: 'its weakest step',
    last: 'its last step',
    mean: 'mean of its steps',
  },
  neutralLegend: 'A neutral step counts as',
  neutrals: { positive: 'good', negative: 'bad' },
  bandLegend: 'Bands are for',
  bands: { problems: 'the choice of problems', samples: 'the choice of samples' },
  meanings: 'What each line does',
  noNeutral:
    'This pool’s judge gives one probability a step, without a part for ‘neutral’, so there is nothing to read one way or the other. A pool of your own may hold that part as <code>neutral</code>.',

  save: 'save ▾',
  saveLabel: 'Save the figure or its numbers',
  saveItems: {
    svg: 'The figure as SVG',
    png: 'The figure as PNG',
    csv: 'Its numbers as CSV',
    jsonl: 'Its numbers as JSONL',
  },
  pictureFailed: 'The picture was not made.',
  allNumbers: 'All numbers',
  numbersLabel: 'The figure’s numbers',
  sizeHeading: 'n',
  numbersCaption: 'Solved, percent of problems',

  ballotTitle: 'Draw n yourself',
  ballotIntro: (size: number): string =>
    `One problem, ${samples(size)}. Draw n of them and see who picks what. The curve above is nothing but the average of such draws.`,
  problem: 'Problem',
  previous: '← previous',
  next: 'next →',
  expected: (answer: string): string => `Expected answer: <strong>${answer}</strong>.`,
  rights: (right: number, size: number): string =>
    plural('en', right, {
      one: `1 of ${samples(size)} is right.`,
      other: `${formatCount(right)} of ${samples(size)} are right.`,
    }),
  samples,
  drawAgain: 'Draw again',
  stop: 'Stop',
  runTo: (size: number): string => `Run to ${formatCount(size)}`,
  vote: 'The vote',
  right: 'right',
  wrong: 'wrong',
  moreAnswers: (count: number): string =>
    plural('en', count, {
      one: 'and one more answer',
      other: `and ${formatCount(count)} more answers`,
    }),
  blank: (count: number): string =>
    plural('en', count, {
      one: 'One is without an answer: it votes for none and can’t be picked.',
      other: `${formatCount(count)} are without an answer: they vote for none and can’t be picked.`,
    }),
  picks: 'Who is right',
  noAnswer: 'no answer',
  nothing: 'nothing',
  eitherOf: (answers: readonly string[]): string => answers.join(' or '),
  answersTie: (count: number): string => `${formatCount(count)} answers tie`,
  pickRight: '✓ right',
  pickWrong: '✗ wrong',
  pickTie: (share: number): string => `~ a tie, right by ${formatPercent(share)}`,
  drawnTitle: 'The samples, as the PRM ranks them',
  lookAtSample: 'Look at this sample step by step',
  list: (names: readonly string[]): string => names.join(', '),
  rankedBelow: (count: number): string => `and ${formatCount(count)} more, ranked below.`,
  ballotChart: 'This problem’s exact curves, and the averages of your draws as dots.',
  ballotCaption: (count: number): string =>
    `Lines: this problem alone, over all subsets. Dots: your ${plural('en', count, { one: '1 draw', other: `${formatCount(count)} draws` })}; the more there are of an n, the larger and the nearer to the line.`,

  evidenceTitle: 'The cases behind it',
  evidenceIntro:
    'Every point rests on samples that can be read. Each opens step by step in the score view; undo brings your own text back.',
  disagreements: (count: number): string =>
    `PRM and vote disagree <number>(${formatCount(count)})</number>`,
  convincing: (count: number): string =>
    `Convincing wrong answers <number>(${formatCount(count)})</number>`,
  convincingNote: 'The PRM’s favourite of all samples, and wrong.',
  doubted: (count: number): string =>
    `Right answers whose steps the PRM doubts <number>(${formatCount(count)})</number>`,
  doubtedNote:
    'The right sample of each problem with the least believed step. The solver may have been lucky, or the PRM wrong: reading tells.',
  disagreement: (
    problem: string,
    favourite: string,
    score: number,
    votes: number,
    voted: string,
  ): string =>
    `${problem}: the PRM’s favourite says <b>${favourite}</b> (${formatProbability(score)}), ${plural('en', votes, { one: '1 vote says', other: `${formatCount(votes)} votes say` })} <b>${voted}</b>`,
  exhibit: (problem: string, answer: string, score: number): string =>
    `${problem}: <b>${answer}</b> (${formatProbability(score)})`,
  doubtedStep: (problem: string, answer: string, step: number, probability: number): string =>
    `${problem}: <b>${answer}</b>, step ${formatCount(step)} has ${formatProbability(probability)}`,
  more: (count: number): string => `and ${formatCount(count)} more`,
  theFavourite: 'the favourite',
  oneVoter: 'one of the voters',
  lookAtIt: 'look at it',
  drawFromIt: 'draw from it',

  ownTitle: 'Samples of your own',
  dropHere:
    'Drop a file of JSON lines here, one problem a line. It is read in this browser and sent nowhere. Samples without scores can be scored by the model of this page.',
  chooseFile: 'Choose a file …',
  downloadExample: 'download an example',
  saveOwn: 'save these samples with their scores',
  goBack: 'back to the recorded samples',
  leftOut: (count: number): string =>
    plural('en', count, {
      one: 'One line was left out.',
      other: `${formatCount(count)} lines were left out.`,
    }),
  format: 'The format',
  formatRules:
    'Only <code>id</code> and <code>samples</code> must be there, and in each sample <code>steps</code> or <code>prm</code>. An <code>answer</code> that is not given is looked for in the steps; null says that there is none. <code>correct</code> that is not given is found by comparing with the <code>reference</code>, in value, not in spelling. <code>prm</code> holds a probability for each step, <code>orm</code> one for the sample; <code>neutral</code>, beside <code>prm</code>, the part of each that was for ‘neutral’. <code>source</code>, beside <code>id</code>, names the set that a problem is from.',

  allScored: (total: number): string =>
    plural('en', total, {
      one: 'The one sample is scored.',
      other: `All ${formatCount(total)} samples are scored.`,
    }),
  scored: (done: number, total: number): string =>
    `<number>${formatCount(done)} of ${formatCount(total)}</number> samples scored.`,
  scoredLabel: 'Samples scored',
  pause: 'pause',
  scoreThem: 'score them with the model of this page',
  goOn: 'go on',
  scoringNote:
    'The figure shows the problems that are wholly scored. The model of this page gives no ORM score here, so that line needs scores of your own.',
  cut: (count: number): string =>
    plural('en', count, {
      one: 'One sample is longer than the model reads, and judged by the beginning.',
      other: `${formatCount(count)} samples are longer than the model reads, and judged by the beginning.`,
    }),
  scoringStopped: 'The scoring stopped.',
  scoringKept: 'What was scored is kept.',

  limitsTitle: 'What this can’t show',
  sampling: (solver: string, temperature: number, seed: number): string =>
    `Written by ${solver} at temperature ${temperature}, seed ${seed}.`,
  judgedBy: (models: readonly string[]): string => `Judged by ${models.join(' and ')}.`,
  limits: [
    'Where solver and judge grow from the same base model, the judge shares the solver’s blind spots and finds fewer of its errors than a stranger would.',
    'The problems are of grade school. In the paper (<a>Lightman et al. 2023</a>) they are of competitions, with a large solver and a judge trained on 800,000 human labels.',
    'The paper goes up to n = 1,860. Where a pool is smaller, its right end says nothing about what would come after it.',
    'At n near the size of the pool all subsets are nearly the same, so that the bands for the choice of samples shrink to nothing. Those for the choice of problems don’t.',
  ],
};

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

export type CurveMessages = typeof curve;

import { formatCount, formatDecimal, formatProbability } from '../numbers.ts';
import { plural } from '../plural.ts';

const percent = (rate: number): string => formatDecimal(rate * 100, 1);

const problems = (count: number): string =>
  plural('en', count, { one: 'one problem', other: `${formatCount(count)} problems` });

/** 'Over all samples, … in 5 of 12 problems. In 2 of these …', for the vote and for the judge. */
const failures = (what: string, wrong: number, avoidable: number, all: number): string => {
  const among = plural('en', avoidable, {
    one: 'In one of these a right answer was among the samples.',
    other: `In ${formatCount(avoidable)} of these a right answer was among the samples.`,
  });
  const rest = wrong === 0 ? '' : ` ${among}`;
  return `Over all samples, ${what} in ${formatCount(wrong)} of ${problems(all)}.${rest}`;
};

/**
 * The guided tour. In paragraphs a term between asterisks is set in italics, and what stands between
 * dollars is maths.
 */
export const tour = {
  lead: 'A tour of five minutes',
  progress: (position: number, all: number): string => `${position} of ${all}`,
  finished: 'the end',
  stopsLabel: 'Stops of the tour',
  back: '← Back',
  next: (title: string): string => `Next: ${title} →`,
  leave: 'Leave the tour',
  keptPlace: 'Your place is kept.',
  arrows: 'The arrows ← and → lead from stop to stop.',
  ideaLabel: 'The idea',
  sourcesLabel: 'Sources',
  symbolsLabel: 'The symbols of the formula',
  symbolHint: 'Point at a symbol, or choose it below the formula, to see what it means.',

  stops: {
    lucky: 'A lucky answer',
    labels: 'Step labels',
    judges: 'Two judges',
    vote: 'A lost vote',
    draws: 'More samples',
    fooled: 'A fooled judge',
    end: 'Where to now',
  },

  samples: {
    opening: 'Fetching the recorded samples …',
    failed: 'The recorded samples did not load.',
    failedAdvice:
      'This stop shows real samples, which are fetched when it is opened. The connection may be gone. The first three stops do without.',
    none: 'No samples are recorded on this site.',
    noneAdvice:
      'This stop is made of real samples, so there is nothing to show here. The text holds without them.',
    wordsFailed: 'The words of these samples did not load.',
    wordsAdvice: 'Their numbers are here, and what follows from them. The connection may be gone.',
    origin: (title: string, solver: string, prm: string): string =>
      `From the samples recorded on this site, “${title}”. Written by ${solver}; judged by ${prm}.`,
  },

  steps: {
    listLabel: 'The solution, step by step',
    verdict: (word: 'wrong' | 'unsure' | 'right', probability: number): string => {
      const words = { wrong: 'probably wrong', unsure: 'unsure', right: 'probably right' };
      return `The model: ${words[word]}, ${formatProbability(probability)}`;
    },
    after: (probability: number): string =>
      `The model: after its first error, ${formatProbability(probability)}`,
    firstWrong: 'the first wrong step',
  },

  lucky: {
    title: 'Can an answer be right for the wrong reason?',
    before: [
      'Here is a solution as a language model might write it: one step after the other. Its answer is right. Anyone who looks at the last line alone gives full marks.',
      'Read the steps. Which is the first that you would not accept?',
    ],
    none: 'There is no such example on this site at present.',
    choiceLabel: 'The first wrong step',
    choose: (step: number): string => `Step ${step} is the first wrong one`,
    noneWrong: 'All steps are right',
    show: 'Show what is true, and what the model said',
    again: 'Read it once more',
    found: (truth: number): string => `Step ${truth} is the first wrong one, and you found it.`,
    missed: (truth: number): string => `Not quite: step ${truth} is the first wrong one.`,
    modelFound: (truth: number, threshold: number): string =>
      `The model found it as well: step ${truth} is the first under its threshold of ${formatProbability(threshold)}.`,
    modelElsewhere: (step: number, threshold: number): string =>
      `The model suspected a step too, but the wrong one: step ${step} is the first under its threshold of ${formatProbability(threshold)}.`,
    modelMissed: (threshold: number, lowest: number, probability: number): string =>
      `The model let it pass: no step falls under its threshold of ${formatProbability(threshold)}. It likes step ${lowest} least, with ${formatProbability(probability)}. It is a small model, and here it was fooled.`,
    modelSilent: 'No model has judged this solution yet.',
    recorded: (model: string): string => `Its numbers were recorded with ${model}.`,
    after: [
      'A *reward model* puts such a judgement into a number. The one on this site reads step by step: the number beside a step is how probable it finds that everything up to there is right.',
      'Lucky solutions are not rare. Of the right answers that the best earlier system gave to grade-school problems, 14 in 100 had a mistake on the way. Feedback on the steps, or by models that learnt to give it, brought that down to 3.4 (Uesato et al. 2022).',
    ],
    idea: 'A right answer does not prove that the reasoning was right. For that, one has to look at the steps.',
  },

  labels: {
    title: 'What does one tell a machine about a step?',
    before: [
      'A judge of steps learns from steps that people have rated. There are three *ratings*: +1, the step is right and sensible; 0, neutral, it is not wrong, but unclear or of no use; −1, it is wrong.',
      'Rate three steps yourself, then compare.',
    ],
    problem:
      'Nora has 3 boxes with 12 pencils each. She gives 5 pencils to each of her 4 friends. How many pencils are left?',
    steps: [
      'In 3 boxes there are 3 × 12 = 36 pencils.',
      'A dozen is 12, so that makes 3 dozen pencils.',
      'Four friends get 4 × 5 = 25 pencils together.',
    ],
    fourth: '36 − 25 = 11, so 11 pencils are left.',
    truths: [
      'Right, and it brings the solution forward.',
      'True, but it helps with nothing. This is what neutral is for; people disagree here most.',
      'Wrong: 4 × 5 is 20.',
    ],
    rateLabel: (step: number): string => `Your rating of step ${step}`,
    ratingNames: { '1': '+1, right', '0': '0, neutral', '-1': '−1, wrong' },
    compare: 'Compare with the true ratings',
    again: 'Rate them once more',
    agreed: (count: number, all: number): string =>
      count === all
        ? `You agree with all ${all} ratings.`
        : `You agree with ${count} of ${all} ratings.`,
    trueRating: (name: string): string => `True rating: ${name}.`,
    prefix: [
      'And the next step? *36 − 25 = 11* is computed without a mistake. But the question is not whether this line is right by itself. It is whether everything up to its end is right, and with 25 pencils it no longer can be.',
      'What is rated is the beginning of the solution that ends with this step, its *prefix*. So after the first wrong step there is nothing left to rate, and a judge learns nothing from what follows.',
    ],
    after: [
      'Neutral steps need a decision. In one practice they count as right, in another as wrong. Wherever this site has numbers for them, it says which.',
      'Ratings by people take time, so many judges learn in part from labels that programs make.',
    ],
    idea: 'A step’s label is a verdict on everything up to that step.',
  },

  judges: {
    title: 'What does a judge of steps see that a judge of results does not?',
    before: [
      'Reward models come in two kinds. An *outcome reward model* (ORM) returns one number for a whole solution: how probable it is that the answer is right. It learns from right and wrong answers, which a program can tell apart. A *process reward model* (PRM) returns a number after every step. It learns from rated steps, which cost somebody’s time.',
      'The same solution, as each of them takes it:',
    ],
    lookLabel: 'Look at it as',
    orm: 'a judge of results',
    prm: 'a judge of steps',
    ormSees: (answer: string): string =>
      `One number, at the end. In training, this solution would be an example of a right one, because its answer ${answer} is right. Nothing tells this judge about the step that is not.`,
    ormSlot: 'one number for all',
    prmSees: (truth: number): string =>
      `A number after each step. In training, the steps before step ${truth} would be examples of right ones, and step ${truth} of a wrong one.`,
    prmSilent: 'No model has judged these steps yet; the numbers below are invented.',
    combine: [
      'To choose among whole solutions, the numbers of the steps have to become one. The *product* is the probability that all steps hold, as if each could fail on its own. The *minimum* takes the weakest step. Move the number of a step, and see what each makes of it.',
    ],
    combineLabel: 'The solution’s score',
    names: { product: 'product', min: 'minimum' },
    slider: (step: number): string => `Step ${step}`,
    reset: 'Back to the recorded numbers',
    symbols: {
      product: 'multiply what follows, for every k',
      min: 'take the smallest of what follows, over every k',
      k: 'a step’s place in the solution, from 1 to K',
      K: 'the number of steps',
      p: 'the judge’s probability that everything up to the end of step k is right',
    },
    after: [
      'Neither is the right one. A product sinks with every step, even a good one: ten steps of 0.95 make 0.60. A minimum does not mind length, but sees no difference between one weak step and many.',
    ],
    idea: 'A judge of results says whether. A judge of steps also says where.',
  },

  vote: {
    title: 'Why can a vote be wrong together?',
    before: [
      'Ask a solver the same question several times, and it writes a different solution each time. The simplest way to choose is a *majority vote*, also called self-consistency: take the answer that comes most often. It needs no judge, and it is hard to beat.',
    ],
    ask: (samples: number): string =>
      `A real problem, and the answers that ${formatCount(samples)} samples gave. Which answer do you trust?`,
    none: 'In the samples on this site the vote never elects a wrong answer where a right one was given. So there is no case to show.',
    answersLabel: 'The answers',
    votes: (count: number): string =>
      plural('en', count, { one: '1 vote', other: `${formatCount(count)} votes` }),
    more: (count: number): string =>
      plural('en', count, {
        one: 'and one more answer',
        other: `and ${formatCount(count)} more answers`,
      }),
    blank: (count: number): string =>
      plural('en', count, {
        one: 'One sample gave no answer. It votes for none.',
        other: `${formatCount(count)} samples gave no answer. They vote for none.`,
      }),
    right: 'right',
    wrong: 'wrong',
    expected: (answer: string): string => `The expected answer is ${answer}.`,
    lost: (wrong: string, votes: number, rights: number): string =>
      `The vote elects ${wrong}, with ${plural('en', votes, { one: 'one vote', other: `${formatCount(votes)} votes` })}, and is wrong. ${plural('en', rights, { one: 'One sample was', other: `${formatCount(rights)} samples were` })} right.`,
    youFound: 'You did not follow the majority, and were right.',
    youFollowed: 'You followed the majority, as the vote does.',
    youOther: 'You chose a third answer, which is wrong too.',
    judgeRight: (answer: string, score: number): string =>
      `The judge of steps likes a sample best that says ${answer} (${formatProbability(score)}), and is right here.`,
    judgeWrong: (answer: string, score: number): string =>
      `The judge of steps likes a sample best that says ${answer} (${formatProbability(score)}), and is wrong here too.`,
    noAnswer: 'no answer',
    voter: 'One who voted with the majority',
    rightVoter: 'One who was right',
    again: 'Choose once more',
    record: (wrong: number, avoidable: number, all: number): string =>
      failures('the vote elects a wrong answer', wrong, avoidable, all),
    formula: [
      'As a formula: count the samples behind each answer, and elect the one with the most.',
    ],
    symbols: {
      v: 'the elected answer',
      argmax: 'the a for which what follows is largest',
      bracket: '1 where what stands inside holds, else 0: sample j gives the answer a',
      a: 'an answer; with j below it, the answer of sample j',
      sum: 'add up what follows, for every j from 1 to n',
      n: 'the number of samples that vote',
      j: 'one of these samples',
    },
    after: [
      'If everyone erred in a way of their own, wrong answers would scatter, and the right one would win. But the samples come from solvers that learnt from the same texts. A wording that misleads one of them misleads many. Then more votes make the same mistake look more certain.',
    ],
    idea: 'A vote cancels errors that differ. It confirms errors that are shared.',
  },

  draws: {
    title: 'What happens as n grows?',
    before: [
      'Of n solutions, one must be chosen. *Best-of-n* takes the one that the judge gives the highest score. The figure shows for every n how many problems are solved that way, in the samples on this site.',
      'Two lines frame all others. No way of choosing can be above *pass@n*, the share of problems with at least one right solution among n. And one sample, drawn blindly, is what one gets without choosing.',
    ],
    chart: (n: number, values: string): string =>
      `Solve rate against the number of samples n. At n = ${n}: ${values}. The slider below reads other n.`,
    lines: { prm: 'PRM', orm: 'ORM', majority: 'vote', pass: 'pass@n', mean: 'one sample' },
    value: (name: string, rate: number): string => `${name} ${percent(rate)} percent`,
    rate: percent,
    interval: (low: number, high: number): string => `${percent(low)} to ${percent(high)}`,
    intervalMeaning:
      'Under each number: where 95 of 100 repetitions would lie with other problems of the same kind. Where these overlap much, the order may be chance.',
    size: (n: number): string => `n = ${n}`,
    oneSize: 'The problems have one sample each, so that there is nothing to choose.',
    unscored: 'No judge has scored these samples, so that only the vote can choose.',
    reading: (n: number, prm: number, majority: number, pass: number, mean: number): string => {
      const lead = (prm - majority) * 100;
      const order =
        Math.abs(lead) < 0.05
          ? 'as many as the vote'
          : `${formatDecimal(Math.abs(lead), 1)} ${lead > 0 ? 'more' : 'fewer'} than the vote`;
      const samples = plural('en', n, { one: 'one sample', other: `${n} samples` });
      return `With ${samples} the judge of steps picks a right solution in ${percent(prm)} of 100 problems, ${order}. In ${percent(pass)} there is one to pick; a single sample is right in ${percent(mean)}.`;
    },
    ranking: [
      'The judge’s line is not drawn by lot but counted. Rank one problem’s $N$ samples by score. The one at rank $i$ is the best of $n$ exactly when the other $n - 1$ come from the $i - 1$ below it. Each bar is how often that happens.',
    ],
    ranksTitle: (samples: number, rights: number): string =>
      `One problem, ${formatCount(samples)} samples, ${formatCount(rights)} of them right`,
    ranksMeaning:
      'From the lowest score on the left to the highest on the right. Filled: right. Hatched: wrong.',
    ranks: (n: number, rate: number, top: number): string =>
      `At n = ${n} the top rank is chosen with probability ${formatProbability(top)}; the bars of right samples add up to ${formatProbability(rate)}.`,
    cut: (count: number): string => `The ${formatCount(count)} highest ranks are shown.`,
    formula: [
      'As a formula, for one problem. Two numbers in brackets, one above the other, count choices: above the line the ways to take $n - 1$ of the $i - 1$ samples below, under it the ways to take $n$ of all $N$.',
    ],
    symbols: {
      P: 'the probability that the best of n is right',
      sum: 'add up what follows, for every i from 1 to N',
      i: 'a sample’s rank by the judge’s score; 1 is the lowest',
      r: '1 where the sample at rank i is right, 0 where it is wrong; samples of equal score share',
      n: 'how many samples are drawn to choose from',
      N: 'how many samples the problem has in all',
    },
    idea: 'More samples lift the ceiling. How much of that one gets depends on who chooses.',
  },

  fooled: {
    title: 'How is a judge fooled?',
    before: [
      'A judge is a model too, and gives some wrong solutions a high number. Taking the best of many looks for exactly these: the more there are to choose from, the likelier one of them is better at pleasing the judge than at solving the problem.',
    ],
    ask: 'Two real solutions of one problem, with different answers. Which would you trust?',
    none: 'In the samples on this site the judge’s favourite is never wrong where a right answer was given. So there is no case to show.',
    unscored: 'No judge has scored the samples on this site, so there is no case to show.',
    solution: (letter: string, answer: string): string => `Solution ${letter}, answer ${answer}`,
    trust: (letter: string): string => `I trust ${letter}`,
    scored: (isRight: boolean, score: number): string =>
      `${isRight ? '✓ right' : '✗ wrong'}, and the judge’s score is ${formatProbability(score)}`,
    youRight: 'You chose the right one.',
    youWrong: 'You chose the wrong one, as the judge does.',
    judgeWrong: (letter: string, wrong: number, right: number): string =>
      `The judge prefers ${letter}, which is wrong: ${formatProbability(wrong)} against ${formatProbability(right)}.`,
    chosenHow:
      'Of all wrong favourites with a right sample beside them, this is the one with the highest score.',
    again: 'Choose once more',
    record: (wrong: number, avoidable: number, all: number): string =>
      failures('the judge’s favourite is wrong', wrong, avoidable, all),
    falls: (first: number, peak: number, highest: number, n: number, last: number): string =>
      `As n grows from 1, best-of-n rises from ${percent(first)} to ${percent(highest)} of 100 problems at n = ${peak}, and then falls to ${percent(last)} at n = ${n}.`,
    sinks: (first: number, n: number, last: number): string =>
      `As n grows from 1 to ${n}, best-of-n falls from ${percent(first)} to ${percent(last)} of 100 problems: here it pays not to choose by this judge.`,
    rises: (first: number, n: number, last: number, pass: number): string =>
      `As n grows from 1 to ${n}, best-of-n goes from ${percent(first)} to ${percent(last)} of 100 problems, and does not fall; larger n than ${n} were not tried. In ${percent(pass)} there was a right one to pick; the difference is what the judge misses.`,
    after: [
      'This is called *overoptimization*. A score is a stand-in for what one wants, and whoever selects hard enough by it gets the score and not the thing. Goodhart’s law says it of all measures: when a measure becomes a target, it ceases to be a good measure. Gao, Schulman and Hilton measured how the true quality first rises with harder selection and then falls. Cobbe et al. saw the gain of their verifier turn back beyond some 400 samples.',
      '‘Right’ here means: agrees with the answer that the data set expects. Now and then that answer is the mistake.',
    ],
    idea: 'A judge’s number is evidence, not proof. The harder one selects by it, the more its errors count.',
  },

  end: {
    title: 'Where to now?',
    before: [
      'That was all: a step’s label, two kinds of judge, a vote, a curve, and its limits. The rest of this site lets you try each of them on your own text.',
    ],
    score: 'Change a number in a solution, or paste your own, and watch the judge change its mind.',
    curve:
      'All ways of choosing among n samples, the cases behind every point, and your own samples.',
    lesson: 'Cases to predict first and then reveal, alone or in front of a class.',
    restart: 'Begin the tour anew',
  },
};

export type TourMessages = typeof tour;

import type { TourMessages } from '../en/tour.ts';
import { formatCount, formatDecimal, formatProbability } from '../numbers.ts';

const percent = (rate: number): string => formatDecimal(rate * 100, 1);

/** “在 12 道题中错了 5 道……”，投票与评判者共用。 */
const failures = (what: string, wrong: number, avoidable: number, all: number): string => {
  const rest = wrong === 0 ? '' : `其中 ${formatCount(avoidable)} 道的样本里本来有正确答案。`;
  return `用上全部样本，在 ${formatCount(all)} 道题中，${what}的有 ${formatCount(wrong)} 道。${rest}`;
};

const messages: TourMessages = {
  lead: '五分钟导览',
  progress: (position, all) => `第 ${position} 站，共 ${all} 站`,
  finished: '终点',
  stopsLabel: '导览各站',
  back: '← 上一站',
  next: (title) => `下一站：${title} →`,
  leave: '离开导览',
  keptPlace: '您的位置会保留。',
  arrows: '也可以用方向键 ← 和 → 换站。',
  ideaLabel: '要点',
  sourcesLabel: '文献',
  symbolsLabel: '公式中的符号',
  symbolHint: '把指针移到符号上，或在公式下方选中它，就能看到它的含义。',

  stops: {
    lucky: '碰巧对的答案',
    labels: '步骤的标签',
    judges: '两种评判者',
    vote: '投错的票',
    draws: '更多样本',
    fooled: '受骗的评判者',
    end: '接下来',
  },

  samples: {
    opening: '正在取回录制的样本……',
    failed: '录制的样本没有加载成功。',
    failedAdvice: '这一站展示真实的样本，打开时才会取回。可能是网络断了。前三站不需要它们。',
    none: '本站没有录制样本。',
    noneAdvice: '这一站由真实样本构成，所以这里没有可展示的内容。文字说明不受影响。',
    wordsFailed: '这些样本的文字没有加载成功。',
    wordsAdvice: '它们的数值已在这里，由数值得出的结论也在。可能是网络断了。',
    origin: (title, solver, prm) =>
      `取自本站录制的样本“${title}”。由 ${solver} 写出，由 ${prm} 评判。`,
  },

  steps: {
    listLabel: '解答的各个步骤',
    verdict: (word, probability) => {
      const words = { wrong: '很可能错', unsure: '不确定', right: '很可能对' };
      return `模型：${words[word]}，${formatProbability(probability)}`;
    },
    after: (probability) => `模型：在它认定的首个错误之后，${formatProbability(probability)}`,
    firstWrong: '第一个错误的步骤',
  },

  lucky: {
    title: '答案对了，理由会不会是错的？',
    before: [
      '下面是一份解答，像语言模型写的那样一步接一步。它的答案是对的。只看最后一行的人会给满分。',
      '请读一读这些步骤。从哪一步开始，您不再认可？',
    ],
    none: '本站目前没有这样的例子。',
    choiceLabel: '第一个错误的步骤',
    choose: (step) => `第 ${step} 步最先出错`,
    noneWrong: '每一步都对',
    show: '看看真相，以及模型怎么说',
    again: '再读一遍',
    found: (truth) => `最先出错的是第 ${truth} 步，您找到了。`,
    missed: (truth) => `不完全对：最先出错的是第 ${truth} 步。`,
    modelFound: (truth, threshold) =>
      `模型也找到了：第 ${truth} 步最先低于它的阈值 ${formatProbability(threshold)}。`,
    modelElsewhere: (step, threshold) =>
      `模型也起了疑心，但找错了地方：最先低于阈值 ${formatProbability(threshold)} 的是第 ${step} 步。`,
    modelMissed: (threshold, lowest, probability) =>
      `模型放过了它：没有哪一步低于它的阈值 ${formatProbability(threshold)}。它最不看好第 ${lowest} 步，给出 ${formatProbability(probability)}。这是一个小模型，这一次它被骗了。`,
    modelSilent: '还没有模型评判过这份解答。',
    recorded: (model) => `这些数值是用 ${model} 录制的。`,
    after: [
      '*奖励模型*把这样的评判变成一个数。本站的模型逐步阅读：步骤旁边的数，是它认为到这里为止全部正确的概率。',
      '碰巧答对的解答并不少见。此前最好的系统解小学应用题时，在答案正确的解答中，每 100 份有 14 份过程有错。改用针对步骤的反馈，或者由学会了给出这种反馈的模型来反馈，就降到了 3.4 份（Uesato 等，2022）。',
    ],
    idea: '答案正确，不能证明推理正确。要知道推理对不对，就得看步骤。',
  },

  labels: {
    title: '关于一个步骤，我们告诉机器什么？',
    before: [
      '评判步骤的模型，是从人们评过级的步骤中学来的。*评级*有三种：+1，这一步正确而且合理；0，中性，它不算错，但含糊或者没有用处；−1，它是错的。',
      '请给三个步骤评级，然后对照。',
    ],
    problem: '诺拉有 3 盒铅笔，每盒 12 支。她给 4 个朋友每人 5 支。还剩多少支铅笔？',
    steps: [
      '3 盒共有 3 × 12 = 36 支铅笔。',
      '12 支是一打，所以一共是 3 打铅笔。',
      '4 个朋友一共得到 4 × 5 = 25 支。',
    ],
    fourth: '36 − 25 = 11，所以还剩 11 支铅笔。',
    truths: [
      '正确，而且推进了解答。',
      '是真的，但毫无帮助。中性正是为此而设；人们的分歧也多半在这里。',
      '错误：4 × 5 是 20。',
    ],
    rateLabel: (step) => `您给第 ${step} 步的评级`,
    ratingNames: { '1': '+1，正确', '0': '0，中性', '-1': '−1，错误' },
    compare: '与真实评级对照',
    again: '重新评级',
    agreed: (count, all) =>
      count === all ? `${all} 个评级您全部一致。` : `${all} 个评级中，您有 ${count} 个一致。`,
    trueRating: (name) => `真实评级：${name}。`,
    prefix: [
      '那么下一步呢？*36 − 25 = 11* 算得没有错。可是要问的不是这一行本身对不对，而是到这一行为止是不是全都对；既然前面写了 25 支，就不可能全对了。',
      '被评级的，是解答从开头到这一步为止的部分，也就是它的*前缀*。因此在第一个错误步骤之后，就没有什么可评的了，后面的内容也不会教给评判者任何东西。',
    ],
    after: [
      '中性的步骤需要约定。有人把它算作正确，有人把它算作错误。凡是本站有相应数值的地方，都会说明用的是哪一种。',
      '由人来评级很花时间，所以许多评判者也从程序生成的标签中学习。',
    ],
    idea: '一个步骤的标签，评判的是到这一步为止的全部内容。',
  },

  judges: {
    title: '评判步骤的模型，能看到评判结果的模型看不到的什么？',
    before: [
      '奖励模型有两种。*结果奖励模型*（ORM）对整份解答给出一个数：答案正确的概率。它从正确和错误的答案中学习，而答案的对错程序就能分辨。*过程奖励模型*（PRM）在每一步之后给出一个数。它从评过级的步骤中学习，而评级要花费人的时间。',
      '同一份解答，在两者眼中是这样的：',
    ],
    lookLabel: '用谁的眼光看',
    orm: '评判结果的模型',
    prm: '评判步骤的模型',
    ormSees: (answer) =>
      `只有末尾的一个数。训练时，这份解答会被当作正确的例子，因为它的答案 ${answer} 是对的。没有什么会告诉这个模型，其中有一步是错的。`,
    ormSlot: '全部只有一个数',
    prmSees: (truth) =>
      `每一步之后都有一个数。训练时，第 ${truth} 步之前的步骤会被当作正确的例子，第 ${truth} 步会被当作错误的例子。`,
    prmSilent: '还没有模型评判过这些步骤；下面的数是虚构的。',
    combine: [
      '要在整份解答之间做选择，就得把各步的数合成一个。*乘积*是每一步都成立的概率，好像每一步各自独立地可能出错。*最小值*只看最弱的一步。请拖动某一步的数，看看两者各有什么变化。',
    ],
    combineLabel: '整份解答的得分',
    names: { product: '乘积', min: '最小值' },
    slider: (step) => `第 ${step} 步`,
    reset: '恢复录制的数值',
    symbols: {
      product: '对每一个 k，把后面的式子相乘',
      min: '对所有的 k，取后面式子中最小的',
      k: '步骤在解答中的位置，从 1 到 K',
      K: '步骤的数目',
      p: '评判者认为到第 k 步末尾为止全部正确的概率',
    },
    after: [
      '两者都谈不上是标准答案。乘积每多一步就变小，哪怕那一步很好：十个 0.95 的步骤只剩 0.60。最小值不受长度影响，却分不清只有一步薄弱，还是许多步都薄弱。',
    ],
    idea: '评判结果的模型说出对不对。评判步骤的模型还说出错在哪里。',
  },

  vote: {
    title: '投票为什么会一起投错？',
    before: [
      '把同一个问题问解题者好几次，每次写出的解答都不一样。最简单的挑选办法是*多数投票*，也叫自一致性：取出现次数最多的答案。它不需要评判者，而且很难被超过。',
    ],
    ask: (samples) =>
      `这是一道真实的题目，以及 ${formatCount(samples)} 个样本给出的答案。您相信哪一个？`,
    none: '在本站的样本中，只要有人答对，投票就从未选出错误的答案。所以没有可以展示的例子。',
    answersLabel: '各个答案',
    votes: (count) => `${formatCount(count)} 票`,
    more: (count) => `另有 ${formatCount(count)} 个答案`,
    blank: (count) => `有 ${formatCount(count)} 个样本没有给出答案，不计入任何一方。`,
    right: '正确',
    wrong: '错误',
    expected: (answer) => `标准答案是 ${answer}。`,
    lost: (wrong, votes, rights) =>
      `投票以 ${formatCount(votes)} 票选出 ${wrong}，选错了。答对的样本有 ${formatCount(rights)} 个。`,
    youFound: '您没有跟随多数，而且选对了。',
    youFollowed: '您跟随了多数，和投票一样。',
    youOther: '您选了另一个答案，它也是错的。',
    judgeRight: (answer, score) =>
      `评判步骤的模型最看好的样本，答案是 ${answer}（${formatProbability(score)}），这一次它是对的。`,
    judgeWrong: (answer, score) =>
      `评判步骤的模型最看好的样本，答案是 ${answer}（${formatProbability(score)}），这一次它也错了。`,
    noAnswer: '没有答案',
    voter: '一个投给多数答案的样本',
    rightVoter: '一个答对的样本',
    again: '重新选择',
    record: (wrong, avoidable, all) => failures('投票选出错误答案', wrong, avoidable, all),
    formula: ['写成公式：数一数每个答案有多少个样本支持，选出最多的那个。'],
    symbols: {
      v: '选出的答案',
      argmax: '使后面的式子最大的那个 a',
      sum: '对从 1 到 n 的每一个 j，把后面的式子相加',
      bracket: '括号里的关系成立时为 1，否则为 0：样本 j 给出的答案是 a',
      a: '一个答案；带下标 j 时，是样本 j 的答案',
      j: '其中的一个样本',
      n: '参加投票的样本数',
    },
    after: [
      '如果每个人各犯各的错，错误的答案就会分散，正确的答案会胜出。可是这些样本出自学过同类文本的解题者，一处让其中一个误解的措辞，也会让许多个误解。这时票数越多，同一个错误看上去就越确定。',
    ],
    idea: '投票能抵消各不相同的错误，却会坐实共同的错误。',
  },

  draws: {
    title: 'n 增大时会怎样？',
    before: [
      '有了 n 份解答，就要从中选一份。*best-of-n* 选评判者打分最高的那一份。下图对每个 n 画出：在本站的样本中，用这种办法能解出多少题。',
      '另有两条线围住其余各线。任何挑选办法都不可能高于 *pass@n*，也就是 n 份解答中至少有一份正确的题目所占的比例。而随手抽一个样本，就是不做挑选时的结果。',
    ],
    chart: (n, values) =>
      `求解率与样本数 n 的关系。n = ${n} 时：${values}。下方的滑块可以读取其他 n。`,
    lines: { prm: 'PRM', orm: 'ORM', majority: '投票', pass: 'pass@n', mean: '单个样本' },
    value: (name, rate) => `${name} 百分之 ${percent(rate)}`,
    rate: percent,
    interval: (low, high) => `${percent(low)} 到 ${percent(high)}`,
    intervalMeaning:
      '每个数下方是：换成同类的其他题目重复 100 次，有 95 次会落入的范围。如果这些范围大片重叠，先后次序就可能出于偶然。',
    size: (n) => `n = ${n}`,
    oneSize: '每道题只有一个样本，没有什么可选。',
    unscored: '没有评判者给这些样本打过分，所以只有投票可以挑选。',
    reading: (n, prm, majority, pass, mean) => {
      const lead = (prm - majority) * 100;
      const order =
        Math.abs(lead) < 0.05
          ? '与投票相同'
          : `比投票${lead > 0 ? '多' : '少'} ${formatDecimal(Math.abs(lead), 1)} 道`;
      return `有 ${n} 个样本时，评判步骤的模型在每 100 道题中选对 ${percent(prm)} 道，${order}。其中 ${percent(pass)} 道有正确的解答可选；单个样本则答对 ${percent(mean)} 道。`;
    },
    ranking: [
      '评判者的那条线不是抽签得来的，而是数出来的。把一道题的 $N$ 个样本按得分排名。名次为 $i$ 的样本在 $n$ 个中得分最高，恰好是在其余 $n - 1$ 个都来自它下面的 $i - 1$ 个的时候。每根柱子表示这种情况有多常见。',
    ],
    ranksTitle: (samples, rights) =>
      `一道题，${formatCount(samples)} 个样本，其中 ${formatCount(rights)} 个正确`,
    ranksMeaning: '得分从左到右、由低到高。实心：正确。斜线：错误。',
    ranks: (n, rate, top) =>
      `n = ${n} 时，最高名次被选中的概率是 ${formatProbability(top)}；正确样本的柱子加起来是 ${formatProbability(rate)}。`,
    cut: (count) => `只画出最高的 ${formatCount(count)} 个名次。`,
    formula: [
      '写成公式，就一道题而言是这样。括号里上下两个数，是选法的数目：分数线上方是从下面的 $i - 1$ 个样本中取 $n - 1$ 个的选法，下方是从全部 $N$ 个中取 $n$ 个的选法。',
    ],
    symbols: {
      P: 'n 个中得分最高的样本正确的概率',
      sum: '对从 1 到 N 的每一个 i，把后面的式子相加',
      i: '样本按评判者得分的名次；1 是最低',
      r: '名次为 i 的样本正确时为 1，错误时为 0；得分相同的样本平均分摊',
      n: '抽出多少个样本来挑选',
      N: '这道题一共有多少个样本',
    },
    idea: '样本越多，上限越高。能拿到其中多少，取决于由谁来选。',
  },

  fooled: {
    title: '评判者是怎样受骗的？',
    before: [
      '评判者也是模型，也会给一些错误的解答打高分。从许多解答中取最好的，找的恰恰就是这些：可选的越多，其中就越可能有一份更会讨好评判者，而不是更会解题。',
    ],
    ask: '同一道题的两份真实解答，答案不同。您相信哪一份？',
    none: '在本站的样本中，只要有人答对，评判者最看好的就从未出错。所以没有可以展示的例子。',
    unscored: '没有评判者给本站的样本打过分，所以没有可以展示的例子。',
    solution: (letter, answer) => `解答 ${letter}，答案 ${answer}`,
    trust: (letter) => `我相信 ${letter}`,
    scored: (isRight, score) =>
      `${isRight ? '✓ 正确' : '✗ 错误'}，评判者的得分是 ${formatProbability(score)}`,
    youRight: '您选对了。',
    youWrong: '您选错了，和评判者一样。',
    judgeWrong: (letter, wrong, right) =>
      `评判者更看好 ${letter}，而它是错的：${formatProbability(wrong)} 对 ${formatProbability(right)}。`,
    chosenHow: '在样本中另有正确解答、评判者却看好错误解答的题目里，这是得分最高的一份。',
    again: '重新选择',
    record: (wrong, avoidable, all) => failures('评判者最看好错误解答', wrong, avoidable, all),
    falls: (first, peak, highest, n, last) =>
      `n 从 1 增大时，best-of-n 在每 100 道题中从 ${percent(first)} 道升到 n = ${peak} 时的 ${percent(highest)} 道，然后在 n = ${n} 时降到 ${percent(last)} 道。`,
    sinks: (first, n, last) =>
      `n 从 1 增大到 ${n} 时，best-of-n 在每 100 道题中从 ${percent(first)} 道降到 ${percent(last)} 道：在这里，不如不用这个评判者来选。`,
    rises: (first, n, last, pass) =>
      `n 从 1 增大到 ${n} 时，best-of-n 在每 100 道题中从 ${percent(first)} 道变为 ${percent(last)} 道，没有下降；比 ${n} 更大的 n 没有试过。其中 ${percent(pass)} 道有正确的解答可选，差距就是评判者错过的。`,
    after: [
      '这叫作*过度优化*。得分只是我们真正想要的东西的替身；谁按得分选得太狠，得到的就是得分，而不是那样东西。古德哈特定律说的是所有的指标：一旦指标成了目标，它就不再是好指标。Gao、Schulman 和 Hilton 测量过，随着选择变得更狠，真实质量怎样先升后降。Cobbe 等人看到，他们的验证器在大约 400 个样本之后收益开始回落。',
      '这里的“正确”指与数据集给出的答案一致。偶尔，错的是那个答案。',
    ],
    idea: '评判者的数是证据，不是证明。按它选得越狠，它的错误就越要紧。',
  },

  end: {
    title: '接下来去哪里？',
    before: [
      '导览到此结束：步骤的标签，两种评判者，一次投票，一条曲线，以及它的局限。在本站的其他页面，您可以用自己的文字逐一尝试。',
    ],
    score: '改动解答中的一个数，或者粘贴您自己的解答，看看评判者如何改变判断。',
    curve: '从 n 个样本中挑选的所有办法，每个点背后的实例，以及您自己的样本。',
    lesson: '先预测、后揭晓的案例，可以独自做，也可以在课堂上用。',
    restart: '重新开始导览',
  },
};

export default messages;

import type { CurveMessages } from '../en/curve.ts';
import { formatCount, formatPercent, formatProbability } from '../numbers.ts';
import { formatRate } from '../rate.ts';

const problems = (count: number): string => `${formatCount(count)} 道题`;
const samples = (count: number): string => `${formatCount(count)} 个样本`;

const messages: CurveMessages = {
  title: 'n 份解答，该相信哪一份？',
  lead: '把同一道题问求解模型 n 次，正确答案也许就在这些解答之中，难的是把它挑出来。投票数的是答案，结果奖励模型（ORM）评判结果，过程奖励模型（PRM）评判每一步。这里展示它们各自选对的频率。',
  reading: (name) => `正在读取 ${name}……`,
  drawing: '正在绘制曲线……',
  nothingRecorded: '这里还没有记录样本。',
  nothingRecordedAdvice:
    '图只用真实样本绘制，所以在本站放入记录之前，没有可画的内容。您可以在下面打开自己的样本：同样的图、投票和例证就会在这个浏览器中由它们生成。',

  recordedUnreadable: '无法读取记录的样本。',
  tooLarge: (file) => `${file} 太大。`,
  tooLargeAdvice: (megabytes) => `最大可以读取 ${formatCount(megabytes)} MB 的文件。`,
  holdsNone: (file) => `${file} 中没有可以读取的题目。`,
  unreadable: (file) => `无法读取 ${file}。`,
  formatAdvice: '样本池是 JSON Lines 文件，每行一道题。写法见下面的示例。',
  undrawn: '无法绘制这张图。',
  noText: '这个样本池没有保存该样本的文字。',
  opened: (count, file) => `已从 ${file} 打开 ${problems(count)}。`,

  linkRefused: '无法打开这个链接。',
  linkWithoutPool: '本站没有这个链接所用的样本。',
  linkWithoutPoolAdvice: (pool) =>
    `它用的是名为 ${pool} 的样本。请向发送者询问样本在哪里；现在显示的是本站已有的样本。`,
  linkNeedsFile: '这个链接还需要一个文件。',
  linkNeedsFileAdvice: (file) =>
    `它展示的是文件 ${file} 中的样本，而文件没有随链接一起发送。请索取该文件，并在“您自己的样本”处打开，链接的内容就会出现。`,
  linkWithoutProblem: '样本中没有这个链接所指的题目。',
  linkWithoutProblemAdvice: (problem) => `没有名为 ${problem} 的题目，现在显示的是另一道题。`,

  share: '分享 ▾',
  shareFigure: '分享这张图',
  shareDraw: '分享这次抽样',
  copyLink: '复制链接',
  copyFigureHint: '打开后，图与现在的设置相同。',
  copyDrawHint: '打开后，会重现同一次抽样。',
  showCode: '显示二维码',
  showCodeHint: '方便坐在投影前的人用手机扫描。',
  linkCopied: '链接已复制。',
  sendFileToo: (file) => `链接中不含样本：请把文件 ${file} 一起发送。`,
  figureLink: '链接；打开它的人会看到这张图，设置与现在相同。',
  drawLink: '链接；打开它的人会看到这次抽样。',
  tooLongForCode: '链接太长，放不进二维码。请复制链接。',

  figureTitle: '求解率随 n 的变化',
  lines: {
    prm: { name: 'PRM', meaning: '选取各步骤最受过程奖励模型认可的样本。' },
    orm: { name: 'ORM', meaning: '选取结果最受结果奖励模型认可的样本。' },
    majority: { name: '多数投票', meaning: '选取最多样本给出的答案。' },
    prm_weighted: { name: 'PRM 投票', meaning: '每个样本以它的 PRM 得分为权重投票。' },
    orm_weighted: { name: 'ORM 投票', meaning: '每个样本以它的 ORM 得分为权重投票。' },
    pass: { name: 'pass@n', meaning: '是上限：n 个样本中至少有一个正确。' },
    mean: { name: '单个样本', meaning: '是下限：全部样本中正确的比例。' },
    shortest: { name: '最短', meaning: '选取步骤最少的样本，不看内容。' },
  },
  interval: (low, high) => `${formatRate(low)} 至 ${formatRate(high)}`,
  n: (n) => `n = ${formatCount(n)}`,
  lineReading: (name, rate) => `${name}百分之 ${formatRate(rate)}`,
  readingAt: (n, readings) => `n = ${formatCount(n)}：${readings.join('，')}`,
  chartLabel: (spoken) =>
    `求解率随样本数 n 的变化。${spoken}。下面的滑块可以读取其他的 n；其后的表格列出全部数字。`,
  prmIsRight: (rate) => `PRM 的首选有 ${formatRate(rate)} 道正确`,
  ormIsRight: (rate) => `ORM 的首选有 ${formatRate(rate)} 道正确`,
  voteIsRight: (rate) => `投票有 ${formatRate(rate)} 道正确`,
  claim: (n, parts, one) =>
    `从 ${samples(n)}中挑选，平均每 100 道题里，${parts.join('，')}；只取一个样本时，有 ${formatRate(one)} 道正确。`,
  basis: (count, sampleCount) => `${problems(count)}，${samples(sampleCount)}。`,
  basisOfPart: (count, all, sampleCount) =>
    `${problems(all)}中目前已评分的 ${formatCount(count)} 道，${samples(sampleCount)}。`,
  writtenBy: (solver) => `解答由 ${solver} 写成。`,
  bandMeanings: {
    problems: '浅色带：换用其他同类题目时，100 次重复中有 95 次会落在其中（对题目做自助法）。',
    samples: '浅色带：同样的题目换用其他样本时，100 次重复中有 95 次会落在其中。',
  },
  exactness: (orders) =>
    `best-of-n、pass@n 和单个样本是对全部子集的精确值；投票是每道题 ${formatCount(orders)} 种随机顺序的平均。`,
  paperNote:
    '<strong>菱形是论文中的数值，来自另一个求解模型和另一套测试：</strong>一个大模型在 MATH 基准 500 道题上的解答。它们只说明曲线应有的形状，不宜与这里的数值比较。',
  paperSource: '论文的',
  paperVote: '投票',

  pool: '样本',
  ownPool: (file) => `${file}（您自己的）`,
  source: '题目来源',
  allSources: '全部',
  linesLegend: '曲线',
  paperFigures: '论文中的数值',
  aggregationLegend: 'PRM 给解答评分的方式',
  aggregations: {
    product: '各步之积',
    min: '最弱的一步',
    last: '最后一步',
    mean: '各步的平均',
  },
  neutralLegend: '中性步骤算作',
  neutrals: { positive: '好', negative: '坏' },
  bandLegend: '浅色带表示',
  bands: { problems: '题目的选取', samples: '样本的选取' },
  meanings: '每条曲线的含义',
  noNeutral:
    '这个样本池的评判模型对每一步只给出一个概率，没有单独的“中性”部分，所以这里没有两种读法。您自己的样本池可以用 <code>neutral</code> 写出这一部分。',

  save: '保存 ▾',
  saveLabel: '保存图或其中的数字',
  saveItems: {
    svg: '把图存为 SVG',
    png: '把图存为 PNG',
    csv: '把数字存为 CSV',
    jsonl: '把数字存为 JSONL',
  },
  pictureFailed: '没能生成图片。',
  allNumbers: '全部数字',
  numbersLabel: '图中的数字',
  sizeHeading: 'n（样本数）',
  numbersCaption: '求解率，占题目的百分比',

  ballotTitle: '自己抽取 n 个样本',
  ballotIntro: (size) =>
    `一道题，${samples(size)}。从中抽取 n 个，看看各种方法选了什么。上面的曲线正是这种抽样的平均。`,
  problem: '题目',
  previous: '← 上一题',
  next: '下一题 →',
  expected: (answer) => `标准答案：<strong>${answer}</strong>。`,
  rights: (right, size) => `${samples(size)}中有 ${formatCount(right)} 个正确。`,
  samples,
  drawAgain: '再抽一次',
  stop: '停止',
  runTo: (size) => `一直抽到 ${formatCount(size)}`,
  vote: '投票',
  right: '对',
  wrong: '错',
  moreAnswers: (count) => `另有 ${formatCount(count)} 种答案`,
  blank: (count) => `有 ${formatCount(count)} 个没有答案：它们不投票，也不会被选中。`,
  picks: '谁选对了',
  noAnswer: '没有答案',
  nothing: '无',
  eitherOf: (answers) => answers.join(' 或 '),
  answersTie: (count) => `${formatCount(count)} 种答案票数相同`,
  pickRight: '✓ 对',
  pickWrong: '✗ 错',
  pickTie: (share) => `~ 平局，选对的可能为 ${formatPercent(share)}`,
  drawnTitle: '抽到的样本，按 PRM 的排序',
  lookAtSample: '逐步查看这个样本',
  list: (names) => names.join('、'),
  rankedBelow: (count) => `另有 ${formatCount(count)} 个排在后面。`,
  ballotChart: '这道题的精确曲线，圆点是您各次抽样的平均。',
  ballotCaption: (count) =>
    `曲线：只看这道题，对全部子集取平均。圆点：您的 ${formatCount(count)} 次抽样；某个 n 抽得越多，圆点越大，也越接近曲线。`,

  evidenceTitle: '图背后的例子',
  evidenceIntro:
    '图上的每一点都来自可以阅读的样本。每个样本都可以在评分页面逐步打开；撤销可以恢复您自己的文字。',
  disagreements: (count) => `PRM 与投票不一致 <number>（${formatCount(count)}）</number>`,
  convincing: (count) => `有说服力的错误答案 <number>（${formatCount(count)}）</number>`,
  convincingNote: '在全部样本中最受 PRM 认可，却是错的。',
  doubted: (count) => `答案正确、步骤却受 PRM 怀疑 <number>（${formatCount(count)}）</number>`,
  doubtedNote:
    '每道题中，最不被相信的步骤所在的正确样本。也许是求解模型碰巧答对，也许是 PRM 判断有误：读一读就知道。',
  disagreement: (problem, favourite, score, votes, voted) =>
    `${problem}：PRM 的首选答案是 <b>${favourite}</b>（${formatProbability(score)}），得 ${formatCount(votes)} 票的答案是 <b>${voted}</b>`,
  exhibit: (problem, answer, score) =>
    `${problem}：<b>${answer}</b>（${formatProbability(score)}）`,
  doubtedStep: (problem, answer, step, probability) =>
    `${problem}：<b>${answer}</b>，第 ${formatCount(step)} 步为 ${formatProbability(probability)}`,
  more: (count) => `另有 ${formatCount(count)} 个`,
  theFavourite: '首选样本',
  oneVoter: '其中一个投票者',
  lookAtIt: '看一看',
  drawFromIt: '从这道题抽样',

  ownTitle: '您自己的样本',
  dropHere:
    '把 JSON Lines 文件拖到这里，每行一道题。文件只在这个浏览器中读取，不会发送到任何地方。没有评分的样本可以用本页面的模型评分。',
  chooseFile: '选择文件……',
  downloadExample: '下载示例',
  saveOwn: '保存这些样本及其评分',
  goBack: '回到记录的样本',
  leftOut: (count) => `有 ${formatCount(count)} 行被略过。`,
  format: '格式',
  formatRules:
    '必须有的只是 <code>id</code> 和 <code>samples</code>，以及每个样本中的 <code>steps</code> 或 <code>prm</code>。没有写出的 <code>answer</code> 会从步骤中寻找；null 表示没有答案。没有写出的 <code>correct</code> 通过与 <code>reference</code> 比较得出，比的是数值，不是写法。<code>prm</code> 是每一步的概率，<code>orm</code> 是整个样本的概率；与 <code>prm</code> 并列的 <code>neutral</code> 是其中属于“中性”的部分。与 <code>id</code> 并列的 <code>source</code> 是题目所属的数据集。',

  allScored: (total) => `全部 ${samples(total)}都已评分。`,
  scored: (done, total) =>
    `已评分 <number>${formatCount(done)} / ${formatCount(total)}</number> 个样本。`,
  scoredLabel: '已评分的样本',
  pause: '暂停',
  scoreThem: '用本页面的模型评分',
  goOn: '继续',
  scoringNote:
    '图中只包含已全部评分的题目。本页面的模型在这里不给出 ORM 得分，所以那条曲线需要您自己的评分。',
  cut: (count) => `有 ${samples(count)}超出模型能读的长度，只按开头部分评判。`,
  scoringStopped: '评分中断了。',
  scoringKept: '已有的评分都会保留。',

  limitsTitle: '这张图说明不了什么',
  sampling: (solver, temperature, seed) =>
    `解答由 ${solver} 写成，温度 ${temperature}，随机种子 ${seed}。`,
  judgedBy: (models) => `由 ${models.join(' 和 ')} 评判。`,
  limits: [
    '如果求解模型和评判模型出自同一个基座模型，评判模型会有同样的盲点，找到的错误会比外来者少。',
    '这里的题目是小学水平。论文（<a>Lightman 等，2023</a>）用的是竞赛题，求解模型很大，评判模型由 80 万条人工标注训练而成。',
    '论文画到 n = 1,860。样本池较小时，曲线的右端说明不了再往后会怎样。',
    '当 n 接近样本池的大小时，各个子集几乎相同，所以样本选取的浅色带会收缩到消失，题目选取的则不会。',
  ],
};

export default messages;

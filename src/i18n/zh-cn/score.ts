import type { ScoreMessages } from '../en/score.ts';
import { formatCount, formatDecimal, formatPercent, formatProbability } from '../numbers.ts';

const formats = {
  numbered: '按编号行',
  'step-headings': '按步骤标题',
  paragraphs: '按段落',
  lines: '按行',
  chat: '按聊天记录',
  sentences: '按句子',
  prm800k: '按 PRM800K 格式',
  processbench: '按 ProcessBench 格式',
  trl: '按 TRL 格式',
  empty: '按空文本',
};

const verdicts = { wrong: '很可能错', unsure: '不确定', right: '很可能对' };

const inHundred = (share: number): string =>
  `100 个中的 ${formatCount(Math.round(share * 100))} 个`;

const messages: ScoreMessages = {
  viewLabel: '给解答评分',

  toolbarLabel: '解答',
  examples: '示例 ▾',
  examplesLabel: '讲解示例',
  paste: '粘贴',
  undo: '撤销',
  undoHint: '撤销（Ctrl Z）',
  redo: '重做',
  redoHint: '重做（Ctrl Shift Z）',

  file: '文件 ▾',
  fileLabel: '文件',
  openFile: '打开文件……',
  openFileHint: 'PRM800K、ProcessBench、TRL 或纯文本',
  saveAs: (format) => `存为 ${format}`,
  jsonWithScores: 'JSON（含评分）',
  savePicture: (format) => `存为图片（${format}）`,
  clear: '清空',

  share: '分享 ▾',
  shareLabel: '分享',
  copyLink: '复制链接',
  copyLinkHint: '解答就在链接之中。',
  showCode: '显示二维码',
  showCodeHint: '方便坐在投影前的人用手机扫描。',
  saveShared: '存为可分享的文件',
  saveSharedHint: '适合任意长度的解答。',

  present: '展示',
  presentHint: '全屏展示：先预测，再揭晓（F8）',
  nothingToPresent: '还没有可以展示的步骤。',
  lesson: '练习 ▾',
  lessonLabel: '课堂练习',
  addToLesson: '把这份解答加入您的练习',
  addToLessonHint: '练习由一组解答组成，先预测，再揭晓。',
  goToLessons: '前往课堂练习',
  goToLessonsHint: '排序、展示、打印或保存。',
  teachingMissing: '没有加载成功，可能是网络断了。请重试。',

  pasteLabel: '粘贴一道题和它的解答',
  pasteHint:
    '编号步骤、段落、LaTeX、聊天记录，或 PRM800K、ProcessBench、TRL 的 JSON，都可以。内容只留在这台设备上。',
  nothingToJudge: '没有可以评判的内容。',
  nothingToJudgeAdvice: '文本是空的。请复制一道题和它的解答，再粘贴到这里。',
  splitIntoSteps: '拆分成步骤',
  cancel: '取消',

  asideTitle: '为了显示分享来的解答，您自己的文本已暂放一旁。',
  asideBeginning: (beginning) => `它的开头是“${beginning}”。`,
  bringBack: '取回',
  deleteAside: '删除',

  examplePlace: (place, count, isEdited) =>
    `示例 ${formatCount(place)}／${formatCount(count)}${isEdited ? '，已改动' : ''}`,
  restore: '恢复原样',
  nextExample: (title) => `下一个：${title} →`,
  exampleTitle: (title) => `${title}。`,
  filePlace: (place, count, file) =>
    `${file} 中的第 <number>${formatCount(place)}／${formatCount(count)}</number> 份解答`,
  previous: '← 上一份',
  next: '下一份 →',
  truth: '事实是：',

  problem: '题目',
  problemHint: '在这里写题目，或者连同解答一起粘贴',
  stepsLabel: '解答的步骤',
  modelLabel: '模型',
  modelVoice: '模型：到此为止全部正确的概率',
  exactVoice: '精确计算',
  addStep: '+ 添加一步',
  showMore: (count) => `继续显示（共 ${formatCount(count)} 步）`,
  stepHint: '写一个步骤',
  verdicts,
  stepUnjudged: (position) => `第 ${formatCount(position)} 步，尚未评判`,
  stepAfter: (position, probability) =>
    `第 ${formatCount(position)} 步，在第一个错误之后，${formatPercent(probability)}`,
  stepJudged: (position, verdict, probability) =>
    `第 ${formatCount(position)} 步，${verdicts[verdict]}，${formatPercent(probability)}`,
  stepWrong: (position, probability) =>
    `第 ${formatCount(position)} 步，${verdicts.wrong}，${formatPercent(probability)}，第一个错误`,
  firstError: '← 第一个错误',
  afterFirstError: '在第一个错误之后。模型没有学过这样的步骤，从这里起它给出的数意义不大。',
  stepActions: (position) => `第 ${formatCount(position)} 步的操作`,
  insertStep: '在下方添加一步',
  moveUp: '上移',
  moveDown: '下移',
  mergeSteps: '并入上一步',
  deleteStep: '删除',
  detailsOf: (probability, position) =>
    `${formatProbability(probability)}，第 ${formatCount(position)} 步的详情`,
  stepRecorded: (probability) => `概率 ${formatDecimal(probability, 4)}，预先记录`,
  stepLogit: (probability, logit) =>
    `概率 ${formatDecimal(probability, 4)}，logit ${formatDecimal(logit, 2)}`,
  notJudged: '尚未评判',
  arithmeticLabel: '精确计算',
  equationWrong: (left, value, right) =>
    `<maths>${left} = ${value}</maths>，不是 <maths>${right}</maths>`,
  equationExact: (left, right) => `<maths>${left} = ${right}</maths>，完全相等`,
  equationsExact: (count) => `${formatCount(count)} 个等式完全成立`,

  scoreTitle: '解答的得分',
  scoreLegend: '各步的概率如何合成一个得分',
  aggregations: { product: '乘积', min: '最小值', last: '末步', mean: '平均值' },
  aggregationMeanings: {
    product: '每一步都必须成立：概率相乘，就像每一步都可能独立出错。',
    min: '一份解答的好坏取决于它最弱的一步。',
    last: '只看最后一步，因为它的得分涉及到此为止的全部内容。',
    mean: '各步同等看待，所以许多好步骤中的一个坏步骤几乎显不出来。',
  },
  scoreSoFar: (count) => `目前只计入已评判的 ${formatCount(count)} 步。`,
  outcome: (probability) =>
    `同一模型的结果评判（ORM）只从答案学习，只在末尾读数，它给这个答案的概率是 <number>${formatProbability(probability)}</number>。`,

  thresholdTitle: (threshold) =>
    `从哪里起算错误：低于 <number>${formatProbability(threshold)}</number>`,
  thresholdTrade: (found, spared) =>
    `对于与训练数据相似、但模型没有见过的解答，这个阈值能找出<found>${inHundred(found)}第一个错误</found>，并放过<spared>${inHundred(spared)}正确解答</spared>。阈值越高，找出的错误越多，误判也越多。真实解题者的错误更难发现，请看下面的数据。`,
  thresholdUnmeasured:
    '第一个低于阈值的步骤会被标为第一个错误。阈值的得失是在模型没有训练过的解答上测得的，随模型一起提供。',
  thresholdReset: (threshold) => `恢复模型自带的 <number>${formatProbability(threshold)}</number>`,
  tradeoffLabel: '阈值升高时，找出的第一个错误更多，放过的正确解答更少。',

  readingTitle: '怎样读懂这个页面',
  reading: [
    '<em>过程奖励模型</em>随着解答的推进逐步评判，而不只看结果。每一步之后它给出一个概率：到这里为止全部正确。步骤旁的颜色、记号 <number>✓ ~ ✗</number> 和数字，说的都是这同一个概率。第一个低于阈值的步骤标为第一个错误。',
    '每一步都有两种声音，彼此互不参考。<strong>模型</strong>给出颜色和数字；它从例子中学习，既读文字也读数字，也可能被骗。<strong>精确计算</strong>写在步骤旁边：它找出由纯数字组成的等式，用数学库逐一核对。对于 <number>180 − 96</number> 这样的算式它从不出错，但它不知道题目问的是什么。所以一个步骤可能算得全对却仍是红色，这往往正是最有启发的情形。',
    '列表就是编辑器。改动一个数，模型就从那一步起重新评判。',
  ],
  keys: [
    ['Enter', '在光标处把一步拆成两步'],
    ['Backspace', '在一步的开头按下，与上一步合并'],
    ['↑ ↓', '在一步的开头或末尾按下，移到相邻的一步'],
    ['Alt ↑、Alt ↓', '移动这一步'],
    ['Ctrl Z、Ctrl Shift Z', '撤销和重做，包括移动和拆分'],
    ['Ctrl V', '在页面其他位置按下，用剪贴板的内容替换全部'],
  ],

  moved: (place, count) => `已移到第 ${formatCount(place)} 位，共 ${formatCount(count)} 步。`,
  stepDeleted: (position) => `第 ${formatCount(position)} 步已删除，撤销可以恢复。`,
  pastedNothing: '没有粘贴任何内容：文本是空的。',
  pasted: (count, format) =>
    `${formats[format]}找到 ${formatCount(count)} 步。撤销可以恢复原来的文本。`,
  exampleOpened: (title, count) => `示例：${title}。共 ${formatCount(count)} 步。`,
  sharedOpened: (count) => `已打开分享来的解答，共 ${formatCount(count)} 步。`,
  fileSolution: (place, count) => `第 ${formatCount(place)} 份解答，共 ${formatCount(count)} 份。`,
  broughtBack: '您自己的文本已经取回。',
  cleared: '已全部清空，撤销可以恢复。',
  judgedSound: '评判完毕：没有步骤低于阈值。',
  judgedWrong: (position) => `评判完毕：第一个错误很可能在第 ${formatCount(position)} 步。`,
  judgedFalse: (position) => `精确计算发现第 ${formatCount(position)} 步有等式不成立。`,
  stepChanged: (position, from, to) =>
    `第 ${formatCount(position)} 步由 ${formatPercent(from)} 变为 ${formatPercent(to)}`,
  changed: (parts) => `变化：${parts.join('，')}。`,

  unsaved: '这个浏览器不会保存您的文本。',
  unsavedAdvice: '存储空间已满，或者被禁用。请在离开之前把解答存为文件。',
};

export default messages;

import type { PresentMessages } from '../en/present.ts';
import { formatBytes, formatCount } from '../numbers.ts';

const messages: PresentMessages = {
  label: '展示',
  stepsLabel: '解答的步骤',
  noStepWrong: '没有错误步骤。',
  predictStep: (position) => `最先出错的是第 ${formatCount(position)} 步`,
  saidBy: '持此看法的有',
  firstWrongFor: '认为这里最先出错的有',
  voices: { class: '全班', model: '模型', truth: '事实' },
  verdict: (verdict) => `${verdict}，`,

  revealLabel: '揭晓的内容',
  winners: {
    both: '全班和模型都说对了。',
    class: '全班说对了，模型没有。',
    model: '模型说对了，全班没有。',
    neither: '全班和模型都没有说对。',
  },
  judgedNow: (model) => `刚刚由 ${model} 评判。`,
  recorded: (model) => `模型给出的数是用 ${model} 预先记录的。`,
  noModel: '模型没有评判过这道例题，而这个网站没有模型。',
  unjudged: '模型还没有评判这道例题。按 S 键让它评判。',
  unjudgedDownload: (bytes) =>
    `模型还没有评判这道例题。按 S 键让它评判，这需要下载 ${formatBytes(bytes)}。`,
  noPrediction: '没有作出预测。',
  tally: (cases, known, byClass, byModel, agreed) =>
    `这台电脑上的累计：${
      known > 0
        ? `${formatCount(known)} 题中全班说对 ${formatCount(byClass)} 题，模型说对 ${formatCount(byModel)} 题。`
        : ''
    }${formatCount(cases)} 题中两者一致 ${formatCount(agreed)} 题。`,

  controlsLabel: '控制',
  back: '← 后退',
  next: '前进 →',
  hide: '隐藏',
  reveal: '揭晓',
  judge: '评判',
  judgeAnew: '重新评判',
  caseBefore: '上一题',
  caseAfter: '下一题',
  casePlace: (position, count) => `例题 ${formatCount(position)}／${formatCount(count)}`,
  judging: '正在评判……',
  preparing: '正在准备模型……',
  downloading: (bytes, total) => `正在下载 ${formatBytes(bytes)}／${formatBytes(total)}……`,
  keys: (canFill, canLeave) =>
    `方向键、翻页键或空格键：前进和后退。数字键：预测，0 表示没有错误。R：揭晓。S：评判。${canFill ? 'F：全屏。' : ''}${canLeave ? 'Esc：离开。' : ''}`,
  resetTally: '清除累计',
  fullScreen: '全屏',
  leave: '离开',

  step: (position) => `第 ${formatCount(position)} 步`,
  noStep: '没有错误步骤',
  modelSays: (place) => `模型认为：${place}。`,
  classSaid: (place) => `全班认为：${place}。`,
  trueIs: (place) => `事实是：${place}。`,
  notJudged: '模型还没有评判这道例题。',
  hasJudged: '模型已评判这道例题。',
  modelMissing: '模型没有加载成功。',
  siteHasNoModel: '这个网站没有模型。',
  caseTooLong: '这道例题太长，模型读不完。',
  caseShown: (position, count, problem) =>
    `例题 ${formatCount(position)}／${formatCount(count)}。${problem}`,
  stepShown: (position, text) => `第 ${formatCount(position)} 步：${text}`,
  predictionTakenBack: '已取消预测。',
  predicted: (place) => `预测：${place}。`,
};

export default messages;

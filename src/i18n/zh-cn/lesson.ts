import type { LessonMessages } from '../en/lesson.ts';
import { formatCount, formatProbability } from '../numbers.ts';

const cases = (count: number): string => `${formatCount(count)} 道例题`;

const messages: LessonMessages = {
  title: '课堂练习',
  lead: '一份练习由一组供讨论的解答组成。最先出错的是哪一步？先由全班预测，再揭晓模型的看法，看看谁说对了。',
  allLessons: '全部练习',
  untitled: '一份练习',
  opening: '正在打开练习……',
  ready: '现成可用',
  cases,
  unopened: '无法打开这份练习',
  unknown: '这里没有叫这个名字的练习。',
  unknownAdvice: '链接可能已经过时，或者写错了。请对方再发一次链接，或者把练习存成文件发来。',
  missing: '练习没有加载成功。',
  missingAdvice: '可能是网络断了，或者文件已损坏。请重新加载页面再试。',

  present: '展示，先预测',
  print: '打印',
  save: '存为文件',
  copy: '复制一份来修改',
  withoutAnswers: (count) => `${cases(count)}，不含答案`,
  stepsOf: (count) => `共 ${formatCount(count)} 步。`,
  beginHere: '从这里开始',
  beginWith: (position) => `从第 ${formatCount(position)} 题开始`,

  ownTitle: '您自己的练习',
  unsaved: '这个浏览器不会保存您的练习。',
  unsavedAdvice: '存储空间已满，或者被禁用。请在离开之前把练习存为文件。',
  openFile: '打开文件……',
  undo: '撤销',
  clear: '重新开始',
  scoresLabel: '练习的评分',
  judging: (position, count) =>
    `正在评判第 ${formatCount(position)} 题，共 ${formatCount(count)} 题……`,
  fetching: '正在获取模型……',
  stop: '停止',
  unscored: (count) => `还有 ${cases(count)}没有评分。`,
  judge: () => '让模型评判',
  empty:
    '里面还没有内容。请在<a>评分页面</a>显示一份解答，再选择“练习 ▾ → 把这份解答加入您的练习”。也可以打开一个文件，或者复制上面的一份练习来修改。',
  titleField: '标题',
  aboutField: '内容说明',
  ownCases: '您的练习中的例题',

  caseLabel: (position) => `第 ${formatCount(position)} 题`,
  caseTitle: (position) => `第 ${formatCount(position)} 题的标题，只有您能看到`,
  caseTitleHint: '标题，只有您能看到',
  moveUp: (position) => `上移第 ${formatCount(position)} 题`,
  moveDown: (position) => `下移第 ${formatCount(position)} 题`,
  takeOut: (position) => `移除第 ${formatCount(position)} 题`,
  takeOutHint: '移除',
  noProblem: '没有给出题目。',
  stepCount: (count) => `${formatCount(count)} 步`,
  firstWrong: '第一个错误步骤：',
  truthUnknown: '不清楚',
  noneWrong: '没有错误',
  step: (position) => `第 ${formatCount(position)} 步`,
  notJudged: '模型尚未评判。',
  note: '揭晓之后的说明',
  openInEditor: '在编辑器中打开',

  task: '在每份解答中，勾出最先出错的一步；如果都没有错，勾最后一行。',
  noStepWrong: '没有错误步骤。',
  answers: '答案',
  answerUnknown: '没有确定的答案。',
  answer: (position) => `最先出错的是第 ${formatCount(position)} 步。`,
  modelAnswer: (model, place, probabilities) => {
    const list = probabilities.map(
      (one, at) => `${formatCount(at + 1)}：${formatProbability(one)}`,
    );
    return `模型 ${model} 认为：${place}。它给出的“到此为止全部正确”的概率：${list.join('，')}。`;
  },

  moved: (place, count) => `已移到第 ${formatCount(place)} 位，共 ${formatCount(count)} 题。`,
  takenOut: (position) => `第 ${formatCount(position)} 题已移除，撤销可以恢复。`,
  undone: '已撤销。',
  cleared: '练习已清空，撤销可以恢复。',
  nothingToAdd: '还没有步骤，所以没有可以加入的内容。',
  tooLong: (steps, characters) =>
    `没有加入：每道例题最多 ${formatCount(steps)} 步，每步最多 ${formatCount(characters)} 个字符。`,
  full: (most) => `没有加入：一份练习最多 ${cases(most)}。`,
  added: (position) => `已加入您的练习，成为第 ${formatCount(position)} 题。`,
  opened: (count) => `已打开一份练习，共 ${cases(count)}。`,
  unreadable: (file) => `无法打开 ${file}。`,
  unreadableAdvice: '它应当是在本页面保存的练习。',
  copied: (count) => `您的练习现在是一份副本，共 ${cases(count)}。`,
  scored: '练习已评分。',
};

export default messages;

import type { DetailsMessages } from '../en/details.ts';
import { formatCount, formatDecimal } from '../numbers.ts';

const messages: DetailsMessages = {
  label: (position) => `第 ${formatCount(position)} 步的详情`,
  probability: (probability) => `概率 ${formatDecimal(probability, 4)}`,
  parts: (head, surprise) =>
    `这个对数几率中，${formatDecimal(head, 2)} 出自训练出来的评判头；` +
    `这一步的长度，以及其中数字让模型意外的程度，使它改变 ${formatDecimal(surprise, 2)}。`,
  tokensLabel: '逐个词元显示：到此为止没有任何错误的可能性',
  tokens:
    '每根柱子表示读到那里时，仍然没有任何错误的可能性。柱子下降之处，模型起了疑心；只有这一步末尾的数才算数。',
  recorded: '这个得分是预先记录的。模型在这里评判过这一步之后，也会显示它的词元。',
  notJudged: '尚未评判。',
  noEquation: '这一步没有由纯数字组成的等式。',
};

export default messages;

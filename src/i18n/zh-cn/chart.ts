import type { ChartMessages } from '../en/chart.ts';

const messages: ChartMessages = {
  solved: '求解率（%）',
  samples: 'n，抽取的样本数（对数轴）',
};

export default messages;

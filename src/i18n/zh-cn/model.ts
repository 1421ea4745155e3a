import type { ModelMessages } from '../en/model.ts';
import { formatBytes, formatCount } from '../numbers.ts';

const messages: ModelMessages = {
  looking: '正在查找模型……',
  undescribed: '模型的说明没有加载成功；讲解示例仍然可用。',
  none: '这个网站没有模型；放入模型之前，步骤不会着色。',
  declined: (bytes) => `没有模型（${formatBytes(bytes)}），改动过的步骤不会着色。`,
  get: '下载模型',
  asked: (bytes) =>
    `要评判您的文本，页面需要模型：只需下载一次，大小 ${formatBytes(bytes)}。您的网络似乎按流量计费或较慢，所以尚未开始下载。`,
  download: (bytes) => `下载 ${formatBytes(bytes)}`,
  here: (bytes) => `模型（${formatBytes(bytes)}）已在这台设备上，您编辑或粘贴时启动。`,
  start: '启动',
  offered: (bytes) =>
    `模型及其运行程序共 ${formatBytes(bytes)}，在您第一次编辑或粘贴时下载，并在这个浏览器中运行。`,
  getNow: '现在下载',
  deleteDownload: '删除下载的模型',
  saveFile: '存为文件',
  saveFileHint: '存成一个文件，其他电脑可以直接载入，不必各自下载',
  loadFile: '从文件载入',
  loadFileHint: '由另一台电脑在这里保存的文件；会像下载一样经过校验',

  aboutTitle: '这是什么模型，它在哪里会失败',
  about: (name, layers, base, baseLicence, bytes, licence, tokens, words) =>
    `${name} 是一个小型过程奖励模型：取 ${base}（${baseLicence}）的 ${formatCount(layers)} 层，进一步训练来评判步骤，大小 ${formatBytes(bytes)}。模型本身采用 ${licence} 许可证。它最多读 ${formatCount(tokens)} 个词元，约 ${formatCount(words)} 个英文单词。`,
  figuresCaption:
    '用这里运行的权重测得。方括号内是置信度为 95% 的区间；旁边是不计意外程度时评判头单独的水平，以及几种简单规则的水平。',
  figuresLabel: (set) => `${set} 上的数据`,
  measure: '指标',
  model: '模型',
  howMeasured: '测量方法',
};

export default messages;

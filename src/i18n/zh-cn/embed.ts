import type { EmbedMessages } from '../en/embed.ts';
import { formatBytes } from '../numbers.ts';

const messages: EmbedMessages = {
  unknownAddress: '这个框架的地址没有指向可以显示的内容。',
  unknownAddressAdvice: '“?embed”之后需要分享链接的其余部分、一份练习、曲线，或者一个存在的示例。',
  unknownExample: (id) => `这里没有名为“${id}”的示例。`,
  unknownTheme: (theme) => `没有名为“${theme}”的外观。`,
  unknownThemeAdvice: (themes) => `地址中可以写以下之一：${themes.join('、')}。`,
  lessonUnknown: '这里没有叫这个名字的练习。',
  lessonMissing: '练习没有加载成功。',
  figureMissing: '图没有加载成功。',
  reload: '请重新加载页面再试。',
  openWhole: '在 Stepwise 中打开',
  modelMissing: '模型没有加载成功。请重新加载页面再试。',
  judging: '正在评判……',
  fetching: '正在获取模型……',
  judge: '在这里评判',
  judgeWithDownload: (bytes) => `在这里评判（只需下载一次，${formatBytes(bytes)}）`,
  noSamples: '这里还没有记录样本。',
  drawing: '正在绘制曲线……',
};

export default messages;

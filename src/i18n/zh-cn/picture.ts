import type { PictureMessages } from '../en/picture.ts';

const messages: PictureMessages = {
  firstError: '第一个错误',
  source: (model) => `概率由 ${model} 给出，Stepwise 绘制。`,
  undrawable: '这个浏览器无法绘制图片。请把解答存为 Markdown。',
  tooLarge: '图片太大，这个浏览器无法生成。请存为 SVG。',
};

export default messages;

import type { SiteMessages } from '../en/site.ts';

const messages: SiteMessages = {
  documentTitle: 'Stepwise：解答从哪一步开始出错？',
  viewsLabel: '页面',
  views: { score: '给解答评分', curve: '从多份解答中挑选', lesson: '课堂练习', tour: '导览' },
  question: '解答从哪一步开始出错？',
  lead: '过程奖励模型逐步阅读一份解答，给出“到这一步为止全部正确”的概率。改动一个数，或者粘贴您自己的解答，看看它如何改变判断。模型在您的浏览器中运行，您的文字不会离开这里。这个模型只读英文，所以例子和练习中的题目与解答保留英文原文。',
  licence:
    'Stepwise 是自由软件，采用 Apache 2.0 许可证。这里不向服务器发送任何内容，不统计，也不跟踪。',
  paletteLabel: '步骤的配色',
  palettes: { 'red-green': '红到绿', 'orange-blue': '橙到蓝' },
  themeLabel: '浅色或深色',
  themes: { system: '跟随系统', light: '浅色', dark: '深色' },
  languageLabel: '语言',
  languageChosen: '页面现在显示为简体中文。',
  languageMissing: '这种语言没有加载成功。',
  languageMissingAdvice: '可能是网络断了。页面保持原样，请稍后再试。',
  technicalDetails: '技术细节',
  opening: '正在打开……',
  viewMissing: '这个页面没有加载成功。',
  viewMissingAdvice: '可能是网络断了。您输入的内容不会丢失。',
  tryAgain: '重试',
};

export default messages;

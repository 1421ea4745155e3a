import type { ShareMessages } from '../en/share.ts';

const messages: ShareMessages = {
  linkCopied: '链接已复制。',
  linkTooLong: '内容太长，放不进链接，已改存为文件。请用“文件”菜单打开它。',
  title: '分享这份解答',
  codeLabel: '下面链接的二维码',
  tooLongForCode: '链接太长，放不进二维码。请复制链接，或者把解答存为文件来分享。',
  link: '链接；打开它的人会看到这份解答和它的得分。',
  close: '关闭',
  refusals: {
    damaged: '这个链接已损坏或不完整。请对方重新发送，或者改发文件。',
    newer: '这个链接由本页面的更新版本生成。请重新加载页面，再打开它。',
    'too-large': '这个链接或文件的内容超出了页面能打开的范围。请对方发一份较短的解答。',
    'not-a-solution': '这个链接或文件里没有解答。请对方另发一份。',
    'not-a-figure': '这个链接里既没有曲线图，也没有抽样。请对方另发一个。',
  },
};

export default messages;

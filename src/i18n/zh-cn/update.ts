import type { UpdateMessages } from '../en/update.ts';

const messages: UpdateMessages = {
  ready: '页面有了新版本。您的文本会保留。',
  taken: '另一个标签页已经切换到新版本。您的文本会保留。',
  reload: '立即更新',
  later: '以后再说',
};

export default messages;

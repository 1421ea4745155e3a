import type { FilesMessages } from '../en/files.ts';
import { formatBytes } from '../numbers.ts';

const messages: FilesMessages = {
  tooLarge: (file) => `${file} 太大。`,
  tooLargeAdvice: (limit) => `最大可读取 ${formatBytes(limit)} 的文件。请把它拆成几个小文件。`,
  isLesson: (file) => `${file} 是一份练习。`,
  isLessonAdvice: '请在“课堂练习”中用“打开文件”打开它。',
  empty: (file) => `${file} 是空的。`,
  emptyAdvice: '请选择别的文件。',
  unreadable: (file) => `无法读取 ${file}。`,
  unreadableAdvice: '文件内容应当是 PRM800K、ProcessBench 或 TRL 的记录，或者纯文本。',
  linkRefused: '无法打开这个链接。',
  sharedFileRefused: '无法打开这个文件。',
};

export default messages;

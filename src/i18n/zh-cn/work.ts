import type { WorkMessages } from '../en/work.ts';
import { formatBytes, formatCount, formatDecimal } from '../numbers.ts';

function seconds(milliseconds: number): string {
  return milliseconds < 95
    ? `不到 ${formatDecimal(0.1, 1)} 秒`
    : `${formatDecimal(milliseconds / 1000, 1)} 秒`;
}

const messages: WorkMessages = {
  downloading: (bytes, total) =>
    `正在下载模型：<number>${formatBytes(bytes)}／${formatBytes(total)}</number>`,
  downloadLabel: '模型下载进度',
  cancel: '取消',
  preparing: (backend) => `正在 ${backend} 上准备模型……`,
  checking: (backend) => `正在 ${backend} 上检验模型……`,
  preparationLabel: '正在准备模型',
  judging: (step, count, backend) =>
    `正在 ${backend} 上评判步骤 <number>${formatCount(step)}／${formatCount(count)}</number>……`,
  stop: '停止',
  stopped: '已停止。',
  judgeRest: '评判其余步骤',
  judged: (milliseconds, backend, isPart) =>
    `评判完毕，用时 <number>${seconds(milliseconds)}</number>（${backend}）${isPart ? '，从第一个改动的词算起' : ''}。`,
  ready: (backend) => `模型已在 ${backend} 上就绪。`,
  tooLong: '这份解答太长，模型读不完。',
  tooLongAdvice: (tokens, step) =>
    `模型最多读 ${formatCount(tokens)} 个词元，读到了第 ${formatCount(step)} 步。之后的步骤没有得分。`,
  aboutRun: '关于这次运行',
  stored: (bytes) => `模型在这台设备上占用 ${formatBytes(bytes)}。`,

  handOverFailed: '模型没有传递成功。',
  handOverAdvice: {
    input:
      '文件已损坏，或者其中的模型或版本与本站使用的不同。请重新复制一次，或者在装有当前模型的电脑上重新保存。',
    checksum: '文件在复制途中损坏。请重新复制一次。',
    quota: '这个浏览器没有空间存放模型。请腾出一些空间，然后重试。',
  },
  failures: {
    network: {
      title: '下载中断了。',
      advice: '已经收到的部分会保留。请检查网络，然后从中断处继续。',
    },
    checksum: {
      title: '模型的一个文件在传输中损坏。',
      advice: '损坏的文件已经丢弃。请重试，只会重新下载这一个文件。',
    },
    manifest: {
      title: '无法读取模型的说明。',
      advice: '这是网站的问题，与您的浏览器无关。讲解示例仍然可用。',
    },
    'out-of-memory': {
      title: '内存不足，无法运行模型。',
      advice: '请关闭其他标签页或程序后重试，或者换一台内存更大的设备。',
    },
    'no-backend': {
      title: '这个浏览器无法运行模型。',
      advice:
        '它既没有 WebGPU，也没有 WebAssembly。新版的 Firefox、Chrome、Edge 或 Safari 都可以。',
    },
    'self-test': {
      title: '模型在这里算出了错误的数，因此已经停止。',
      advice: '原因通常在显卡驱动。请更新浏览器或驱动程序，然后重试。',
    },
    'worker-died': {
      title: '模型停止了运行。',
      advice: '您的文本不会丢失。请重新载入模型，它仍在这台设备上。',
    },
    quota: {
      title: '这个浏览器没有空间存放模型。',
      advice: '请为网站腾出一些空间，或者退出无痕浏览，然后重试。',
    },
    disposed: {
      title: '模型已经收起。',
      advice: '请重新载入模型以继续。',
    },
    input: {
      title: '模型无法评判这段文本。',
      advice: '请修改您最后编辑的那一步。',
    },
    internal: {
      title: '模型的运行环境内部出了问题。',
      advice: '您的文本不会丢失。请重试；如果您要报告问题，下面的细节会有帮助。',
    },
    offline: {
      title: '您似乎处于离线状态。',
      advice: '模型只需从本站下载一次，之后就留在本地。请联网后重试。',
    },
  },
};

export default messages;

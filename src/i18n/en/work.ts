import { formatBytes, formatCount, formatDecimal } from '../numbers.ts';

function seconds(milliseconds: number): string {
  return milliseconds < 95
    ? `under ${formatDecimal(0.1, 1)} s`
    : `${formatDecimal(milliseconds / 1000, 1)} s`;
}

/** The model at work: its load, its judging, and what can go wrong with both. */
export const work = {
  downloading: (bytes: number, total: number): string =>
    `Downloading the model: <number>${formatBytes(bytes)} of ${formatBytes(total)}</number>`,
  downloadLabel: 'Download of the model',
  cancel: 'cancel',
  preparing: (backend: string): string => `Preparing the model on ${backend} …`,
  checking: (backend: string): string => `Checking the model on ${backend} …`,
  preparationLabel: 'Preparing the model',
  judging: (step: number, count: number, backend: string): string =>
    `Judging step <number>${formatCount(step)} of ${formatCount(count)}</number> on ${backend} …`,
  stop: 'stop',
  stopped: 'Stopped.',
  judgeRest: 'judge the rest',
  judged: (milliseconds: number, backend: string, isPart: boolean): string =>
    `Judged in <number>${seconds(milliseconds)}</number> on ${backend}${isPart ? ', from the first changed word on' : ''}.`,
  ready: (backend: string): string => `The model is ready on ${backend}.`,
  tooLong: 'The solution is longer than the model can read.',
  tooLongAdvice: (tokens: number, step: number): string =>
    `It reads ${formatCount(tokens)} tokens at most, and reached step ${formatCount(step)}. The steps after that have no score.`,
  aboutRun: 'About this run',
  stored: (bytes: number): string => `The model takes ${formatBytes(bytes)} on this device.`,

  handOverFailed: 'The model could not be handed over.',
  handOverAdvice: {
    input:
      'The file is damaged, or holds another model or version than this site uses. Copy it once more, or save it again on a machine that has the present one.',
    checksum: 'The file was damaged on its way. Copy it once more.',
    quota: 'This browser has no room for the model. Free some space, then try again.',
  },
  failures: {
    network: {
      title: 'The download stopped.',
      advice: 'What has arrived is kept. Look at the connection, then go on from there.',
    },
    checksum: {
      title: 'A file of the model arrived damaged.',
      advice: 'It was thrown away. Try again; only this file is downloaded anew.',
    },
    manifest: {
      title: 'The model’s description can’t be read.',
      advice: 'This is a fault of the site, not of your browser. The worked examples still work.',
    },
    'out-of-memory': {
      title: 'There is too little memory for the model.',
      advice: 'Close other tabs or programs and try again, or use a device with more memory.',
    },
    'no-backend': {
      title: 'This browser can’t run the model.',
      advice:
        'It offers neither WebGPU nor WebAssembly. A current Firefox, Chrome, Edge or Safari does.',
    },
    'self-test': {
      title: 'The model gives wrong numbers here, so it was stopped.',
      advice:
        'Usually a graphics driver is to blame. Update the browser or the driver, then try again.',
    },
    'worker-died': {
      title: 'The model stopped.',
      advice: 'Your text is safe. Load the model again; it is still on this device.',
    },
    quota: {
      title: 'This browser has no room to keep the model.',
      advice: 'Free some space for websites, or leave private browsing, then try again.',
    },
    disposed: {
      title: 'The model was put away.',
      advice: 'Load it again to go on.',
    },
    input: {
      title: 'The model can’t judge this text.',
      advice: 'Change the step that you edited last.',
    },
    internal: {
      title: 'Something went wrong inside the model’s engine.',
      advice: 'Your text is safe. Try again; the details help whoever reports it.',
    },
    offline: {
      title: 'You seem to be offline.',
      advice:
        'The model comes from this site once, and then stays. Try again when you are connected.',
    },
  },
};

export type WorkMessages = typeof work;

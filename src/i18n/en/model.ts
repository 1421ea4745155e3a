import { formatBytes, formatCount } from '../numbers.ts';

/** The model: how it is offered, and what it is. */
export const model = {
  looking: 'Looking for the model …',
  undescribed: 'The model’s description did not load; the worked examples work without it.',
  none: 'This site holds no model, so steps stay uncoloured until one is put there.',
  declined: (bytes: number): string =>
    `Without the model (${formatBytes(bytes)}), edited steps stay uncoloured.`,
  get: 'get it',
  asked: (bytes: number): string =>
    `To judge your text, the page needs the model: a download of ${formatBytes(bytes)}, once. Your connection seems metered or slow, so nothing was started.`,
  download: (bytes: number): string => `download ${formatBytes(bytes)}`,
  here: (bytes: number): string =>
    `The model (${formatBytes(bytes)}) is on this device and starts when you edit or paste.`,
  start: 'start it',
  offered: (bytes: number): string =>
    `With what runs it, the model is ${formatBytes(bytes)}, downloaded when you first edit or paste.`,
  getNow: 'get it now',
  deleteDownload: 'delete the download',
  saveFile: 'save it as a file',
  saveFileHint: 'One file that other machines can load, instead of downloading it each',
  loadFile: 'load it from a file',
  loadFileHint: 'A file that another machine saved here; it is checked like a download',

  aboutTitle: 'What this model is, and where it fails',
  about: (
    name: string,
    layers: number,
    base: string,
    baseLicence: string,
    bytes: number,
    licence: string,
    tokens: number,
    words: number,
  ): string =>
    `${name} is a small process reward model: ${formatCount(layers)} layers of ${base} (${baseLicence}), trained further to judge steps and stored in ${formatBytes(bytes)}. Its own licence is ${licence}. It reads up to ${formatCount(tokens)} tokens, about ${formatCount(words)} words.`,
  figuresCaption:
    'Measured with the weights that run here. In brackets the interval that holds the figure with 95 percent confidence; beside it, what its trained head reaches without the surprise, and what simple rules do.',
  figuresLabel: (set: string): string => `Figures on ${set}`,
  measure: 'Measure',
  model: 'Model',
  howMeasured: 'How they were measured',
};

export type ModelMessages = typeof model;

import { formatBytes } from '../numbers.ts';

/** Frames for other pages. */
export const embed = {
  unknownAddress: 'This frame’s address names nothing that can be shown.',
  unknownAddressAdvice:
    'After “?embed” it needs the rest of a share link, a lesson, the curve, or an example that exists.',
  unknownExample: (id: string): string => `There is no example called “${id}” here.`,
  unknownTheme: (theme: string): string => `There is no theme called “${theme}”.`,
  unknownThemeAdvice: (themes: readonly string[]): string =>
    `The address may ask for one of these: ${themes.join(', ')}.`,
  lessonUnknown: 'There is no lesson of that name here.',
  lessonMissing: 'The lesson did not load.',
  figureMissing: 'The figure did not load.',
  reload: 'Reload the page to try again.',
  openWhole: 'Open it in Stepwise',
  modelMissing: 'The model did not load. Reload the page to try again.',
  judging: 'Judging …',
  fetching: 'Fetching the model …',
  judge: 'have it judged here',
  judgeWithDownload: (bytes: number): string => `have it judged here (${formatBytes(bytes)}, once)`,
  noSamples: 'No samples are recorded here yet.',
  drawing: 'Drawing the curves …',
};

export type EmbedMessages = typeof embed;

import { formatBytes } from '../numbers.ts';

/** Why a file or a link can't be opened on the score view. */
export const files = {
  tooLarge: (file: string): string => `${file} is too large.`,
  tooLargeAdvice: (limit: number): string =>
    `Files of up to ${formatBytes(limit)} are read. Cut it into smaller ones.`,
  isLesson: (file: string): string => `${file} is a lesson.`,
  isLessonAdvice: 'Open it under “Lessons”, with “open a file”.',
  empty: (file: string): string => `${file} is empty.`,
  emptyAdvice: 'Choose another file.',
  unreadable: (file: string): string => `${file} can’t be read.`,
  unreadableAdvice: 'It should hold records of PRM800K, ProcessBench or TRL, or plain text.',
  linkRefused: 'This link can’t be opened.',
  sharedFileRefused: 'This file can’t be opened.',
};

export type FilesMessages = typeof files;

/** What can be wrong with what is shared, in sentences that also say what to do. */
const sentences = {
  damaged: 'This link is damaged or cut short. Ask for it once more, or for a file.',
  newer: 'This link was made by a newer version of this page. Reload the page, then open it again.',
  'too-large': 'This link or file holds more than the page opens. Ask for a shorter solution.',
  'not-a-solution': 'This link or file holds no solution. Ask whoever sent it for another one.',
  'not-a-figure': 'This link holds no figure and no draw. Ask whoever sent it for another one.',
} as const;

/** A share link or a shared file that can't be opened; its message is for the visitor. */
export class ShareError extends Error {
  override readonly name = 'ShareError';
  readonly reason: keyof typeof sentences;

  constructor(reason: keyof typeof sentences) {
    super(sentences[reason]);
    this.reason = reason;
  }
}

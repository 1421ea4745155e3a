/** The dialog that shows a share link, and what can be wrong with a shared solution. */
export const share = {
  linkCopied: 'The link is copied.',
  linkTooLong: 'Too long for a link, so it was saved as a file. Open it with “file”.',
  title: 'Share this solution',
  codeLabel: 'QR code of the link below',
  tooLongForCode:
    'The link is too long for a QR code. Copy it, or save the solution as a file to share.',
  link: 'The link; whoever opens it sees this solution and its scores.',
  close: 'Close',
  refusals: {
    damaged: 'This link is damaged or cut short. Ask for it once more, or for a file.',
    newer:
      'This link was made by a newer version of this page. Reload the page, then open it again.',
    'too-large': 'This link or file holds more than the page opens. Ask for a shorter solution.',
    'not-a-solution': 'This link or file holds no solution. Ask whoever sent it for another one.',
    'not-a-figure': 'This link holds no figure and no draw. Ask whoever sent it for another one.',
  },
};

export type ShareMessages = typeof share;

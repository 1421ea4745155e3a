/** What stands around every view, and what all views may say. */
export const site = {
  documentTitle: 'Stepwise: where does a solution go wrong?',
  viewsLabel: 'Views',
  views: {
    score: 'Score a solution',
    curve: 'Choose among many',
    lesson: 'Lessons',
    tour: 'Tour',
  },
  question: 'Where does a solution go wrong?',
  lead: 'A process reward model reads a solution step by step and says how likely it is that all is right so far. Change a number, or paste your own solution, and watch it make up its mind. It runs in your browser; your text stays there.',
  licence:
    'Stepwise is free software under the Apache License 2.0. Nothing here is sent to a server, counted or tracked.',
  paletteLabel: 'Colours of the steps',
  palettes: { 'red-green': 'Red to green', 'orange-blue': 'Orange to blue' },
  themeLabel: 'Light or dark',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  languageLabel: 'Language',
  languageChosen: 'The page is in English now.',
  languageMissing: 'This language did not load.',
  languageMissingAdvice: 'The connection may be gone. The page stays as it is; try again later.',
  technicalDetails: 'Technical details',
  opening: 'Opening …',
  viewMissing: 'This view did not load.',
  viewMissingAdvice: 'The connection may be gone. What you typed is safe.',
  tryAgain: 'Try again',
};

export type SiteMessages = typeof site;

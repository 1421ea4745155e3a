/** A solution of the length that pasted ones have, some 450 tokens: the text that every reader reads. */
export const benchText = {
  problem:
    'A school orders lunches for a trip. There are 4 classes with 23 pupils each, and 9 adults go ' +
    'with them. A third of the pupils take a vegetarian lunch that costs $4.50, the other pupils ' +
    'take one that costs $5.25, and each adult takes one that costs $7. The shop takes 10% off ' +
    'orders over $400. How much does the school pay, if two pupils of the first kind stay at home?',
  steps: [
    'First find the number of pupils: there are 4 classes with 23 pupils each, so there are 4 * 23 = 92 pupils in all.',
    'A third of the pupils would be 92 / 3, which is not a whole number, so we take it that 30 pupils order the vegetarian lunch and 62 pupils order the other one.',
    'Two pupils who ordered the vegetarian lunch stay at home, so 30 - 2 = 28 vegetarian lunches are needed.',
    'The vegetarian lunches cost 28 * $4.50 = $126.',
    'The other lunches cost 62 * $5.25 = $325.50.',
    'The lunches of the adults cost 9 * $7 = $63.',
    'Together the lunches cost $126 + $325.50 + $63 = $514.50 before anything is taken off.',
    'Since $514.50 is more than $400, the shop takes 10% off, which is $514.50 * 0.1 = $51.45.',
    'So the school pays $514.50 - $51.45 = $463.05 for all of the lunches of the trip.',
  ],
};

/** The same as someone would paste it. */
export const benchPaste = [
  benchText.problem,
  '',
  ...benchText.steps.map((step, i) => `${i + 1}. ${step}`),
].join('\n');

const problems = [
  {
    id: 'pencils',
    problem: 'Mia has 3 boxes with 8 pencils each and gives 5 away. How many has she left?',
    reference: '19',
    samples: [
      {
        steps: [
          '3 boxes hold 3 × 8 = 24 pencils.',
          'After giving 5 away 24 − 5 = 19 are left. The answer is 19.',
        ],
      },
      {
        steps: [
          '3 boxes hold 3 + 8 = 11 pencils.',
          'After giving 5 away 11 − 5 = 6 are left. The answer is 6.',
        ],
      },
      { steps: ['She gives 5 away.', '8 − 5 = 3 and 3 × 3 = 9. The answer is 9.'] },
    ],
  },
  {
    id: 'tickets',
    problem:
      'A ticket costs $12, and half of that for children. What do 2 adults and 3 children pay?',
    reference: '$42',
    samples: [
      {
        steps: [
          '2 adults pay 2 × 12 = 24 dollars.',
          'A child pays 6, so 3 pay 18.',
          'Together 24 + 18 = 42. The answer is $42.',
        ],
      },
      { steps: ['5 people pay 5 × 12 = 60 dollars. The answer is $60.'] },
      {
        steps: [
          '2 adults pay 24 dollars.',
          '3 children pay 3 × 6 = 18 dollars.',
          '24 + 18 = 32. The answer is $32.',
        ],
      },
    ],
  },
];

/** A small pool that shows the format; without scores, because nobody has judged it yet. */
export const examplePool = problems.map((problem) => `${JSON.stringify(problem)}\n`).join('');

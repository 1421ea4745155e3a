import { describe, expect, it } from 'vitest';
import { readPool, toPoolProblem } from '../../src/core/read-pool.ts';

const line = (value: unknown): string => JSON.stringify(value);
const good = { id: 'a', samples: [{ answer: '1', correct: true, prm: [0.5], orm: 0.5 }] };

describe('a pool’s lines', () => {
  it('are read as the format says', () => {
    const { records, complaints } = readPool(
      line({
        id: 7,
        problem: 'p',
        reference: 18,
        samples: [
          { steps: ['a', 'b'], answer: '18', correct: true, prm: [0.9, 0.8], orm: 0.7 },
          { answer: null, correct: false, prm: [0.1], orm: null },
          { steps: ['So the answer is $18.00.'] },
          { steps: ['Hm.'], answer: 19 },
        ],
      }),
    );
    expect(complaints).toEqual([]);
    expect(records[0]?.id).toBe('7');
    expect(records[0]?.samples.map(({ answer, correct }) => [answer, correct])).toEqual([
      ['18', true],
      [null, false],
      ['$18.00', true],
      ['19', false],
    ]);
  });

  it('count answers of equal value as one, and none as no answer', () => {
    const samples = ['18', '18.0', null, '$18', '19', ' '].map((answer) => ({
      answer,
      correct: answer !== '19',
      prm: [0.5, 0.5],
    }));
    const problem = toPoolProblem(
      readPool(line({ id: 'a', samples })).records[0] ?? expect.unreachable(),
    );
    expect([...problem.answer]).toEqual([0, 0, -1, 0, 1, -1]);
    expect(problem.answers).toEqual(['18', '19']);
    // What has no answer is never right, whatever the line says.
    expect([...problem.right]).toEqual([1, 1, 0, 1, 0, 0]);
    expect([...problem.starts]).toEqual([0, 2, 4, 6, 8, 10, 12]);
    expect(problem.neutral).toBeNull();
    expect(problem.orm.every(Number.isNaN)).toBe(true);
  });

  it('name what is wrong with a line and leave it out', () => {
    const broken = [
      'not json',
      line({ samples: [] }),
      line({ id: 'b', samples: [] }),
      line({ id: 'b', samples: [{ answer: '1', correct: true }] }),
      line({ id: 'b', samples: [{ answer: '1', correct: true, prm: [2] }] }),
      line({ id: 'b', samples: [{ steps: ['x'], answer: '1', correct: true, prm: [0.5, 0.5] }] }),
      line({ id: 'b', samples: [{ answer: '1', prm: [0.5] }] }),
      line(good),
      line({ ...good, id: 'c', samples: [{ ...good.samples[0], neutral: [0.1, 0.2] }] }),
    ];
    const { records, complaints } = readPool(['\uFEFF' + line(good), '', ...broken].join('\r\n'));
    expect(records.map(({ id }) => id)).toEqual(['a']);
    expect(complaints.map((complaint) => complaint.split(': ').slice(0, 2).join(': '))).toEqual([
      expect.stringMatching(/^line 3: is not JSON/),
      'line 4: id',
      'line 5: samples',
      'line 6: samples.0',
      'line 7: samples.0.prm.0',
      'line 8: samples.0.prm',
      'line 9: samples.0.correct',
      'line 10: id',
      'line 11: samples.0.neutral',
    ]);
  });
});

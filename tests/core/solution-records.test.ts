import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContractError } from '../../src/core/contract-error.ts';
import { exportSolutions } from '../../src/core/export-solution.ts';
import { importSolutions } from '../../src/core/import-solution.ts';
import type { LabelledSolution } from '../../src/core/solution.ts';

const positive = { neutral: 'positive' } as const;

const prm800k = {
  labeler: 'someone',
  question: { problem: 'What is 2 + 2?', ground_truth_answer: '4', pre_generated_answer: '5' },
  label: {
    steps: [
      {
        completions: [
          { text: 'I guess.', rating: -1, flagged: false },
          { text: 'We add.', rating: 1, flagged: false },
        ],
        human_completion: null,
        chosen_completion: 1,
      },
      {
        completions: [{ text: 'Hm.', rating: 0, flagged: false }],
        human_completion: null,
        chosen_completion: 0,
      },
      {
        completions: [{ text: 'Bad.', rating: -1, flagged: false }],
        human_completion: { text: 'A human wrote this.', rating: null },
        chosen_completion: null,
      },
      {
        completions: [{ text: 'It is 5.', rating: -1, flagged: false }],
        human_completion: null,
        chosen_completion: null,
      },
    ],
    finish_reason: 'found_error',
  },
};

describe('importSolutions', () => {
  it('follows the labellers through a PRM800K record', () => {
    expect(importSolutions(JSON.stringify(prm800k), positive)).toEqual([
      {
        problem: 'What is 2 + 2?',
        steps: ['We add.', 'Hm.', 'A human wrote this.', 'It is 5.'],
        labels: [true, true, null, false],
        answer: '5',
        reference: '4',
      },
    ]);
  });

  it('reads neutral ratings as it is told', () => {
    const neutral = (reading: 'positive' | 'negative' | 'unrated') =>
      importSolutions(JSON.stringify(prm800k), { neutral: reading })[0]?.labels?.[1];
    expect([neutral('positive'), neutral('negative'), neutral('unrated')]).toEqual([
      true,
      false,
      null,
    ]);
  });

  it('turns the place of a ProcessBench error into labels, none after it', () => {
    const read = (label?: number) =>
      importSolutions(JSON.stringify({ problem: 'p', steps: ['a', 'b', 'c'], label }), positive)[0];
    expect(read(1)?.labels).toEqual([true, false, null]);
    expect(read(-1)?.labels).toEqual([true, true, true]);
    expect(read()).toEqual({ problem: 'p', steps: ['a', 'b', 'c'] });
  });

  it('reads TRL records, and lines, arrays and blank lines alike', () => {
    const record = { prompt: 'p', completions: ['a', 'b'], labels: [true, false] };
    const expected = { problem: 'p', steps: ['a', 'b'], labels: [true, false] };
    const line = JSON.stringify(record);
    expect(importSolutions(`\uFEFF${line}\n\n${line}\r\n`, positive)).toEqual([expected, expected]);
    expect(importSolutions(JSON.stringify([record]), positive)).toEqual([expected]);
    expect(importSolutions('', positive)).toEqual([]);
  });

  it.each([
    ['{"problem":"p","steps":["a"]}\nnot json', 'line 2'],
    ['{"problem":"p","steps":["a"]}\n{"problem":"p","steps":[1]}', 'line 2: steps.0'],
    ['{"problem":"p"}', 'steps'],
    ['[{"problem":"p","steps":[]},5]', '1.record'],
    ['{"problem":"p","steps":["a"],"label":1}', 'label'],
    ['{"prompt":"p","completions":["a"],"labels":[true,false]}', 'labels'],
    ['{"question":{},"label":{"steps":[]}}', 'question.problem'],
  ])('names the line and the field at fault in %s', (json, field) => {
    try {
      importSolutions(json, positive);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ContractError);
      expect((error as ContractError).field).toBe(field);
    }
  });

  it('survives deep nesting and prototype keys', () => {
    const deep = `{"problem":${'['.repeat(50_000)}${']'.repeat(50_000)},"steps":[]}`;
    expect(() => importSolutions(deep, positive)).toThrow(ContractError);
    const polluting = '{"__proto__":{"steps":["x"]},"problem":"p"}';
    expect(() => importSolutions(polluting, positive)).toThrow(ContractError);
    expect(Object.hasOwn(Object.prototype, 'steps')).toBe(false);
  });
});

describe('exportSolutions', () => {
  const label = fc.constantFrom(true, false, null);
  const solutions: fc.Arbitrary<LabelledSolution[]> = fc.array(
    fc.array(fc.tuple(fc.string(), label), { minLength: 1, maxLength: 5 }).chain((rated) =>
      fc.record(
        {
          problem: fc.string(),
          steps: fc.constant(rated.map(([step]) => step)),
          labels: fc.constant([true, ...rated.slice(1).map(([, given]) => given)]),
          answer: fc.string(),
          reference: fc.string(),
        },
        { requiredKeys: ['problem', 'steps'] },
      ),
    ),
    { minLength: 1 },
  );

  it.each(['prm800k', 'trl'] as const)('writes %s that is read back the same', (format) => {
    fc.assert(
      fc.property(solutions, (given) => {
        expect(importSolutions(exportSolutions(given, format), positive)).toEqual(given);
      }),
    );
  });

  it('writes ProcessBench with the place of the first error, where that is known', () => {
    const write = (labels?: (boolean | null)[]): unknown =>
      JSON.parse(
        exportSolutions(
          [{ problem: 'p', steps: ['a', 'b'], ...(labels && { labels }) }],
          'processbench',
        ),
      );
    expect(write([true, false])).toEqual({ problem: 'p', steps: ['a', 'b'], label: 1 });
    expect(write([true, true])).toEqual({ problem: 'p', steps: ['a', 'b'], label: -1 });
    expect(write([null, false])).toEqual({ problem: 'p', steps: ['a', 'b'] });
    expect(write()).toEqual({ problem: 'p', steps: ['a', 'b'] });
  });

  it('writes nothing for no solutions', () => {
    expect(exportSolutions([], 'trl')).toBe('');
  });
});

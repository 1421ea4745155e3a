import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ContractError } from '../../src/core/contract-error.ts';
import {
  packProblem,
  packTexts,
  parsePoolIndex,
  parsePoolNumbers,
  parsePoolTexts,
} from '../../src/core/pool-files.ts';
import { parsePoolLine } from '../../src/core/pool-line.ts';
import { readPool, toPoolProblem } from '../../src/core/read-pool.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(`tests/fixtures/${path}`, 'utf8'));
const records = readPool(readFileSync('tests/fixtures/pool.jsonl', 'utf8')).records;

describe('a recorded pool’s files', () => {
  it('hold exactly what the lines held', () => {
    const { problems, numbers } = parsePoolNumbers(read('pools/fixture/numbers.json'));
    expect(problems).toEqual(records.map(toPoolProblem));
    expect(numbers.about.title).toContain('tests');
    const texts = parsePoolTexts(read('pools/fixture/texts/fixture-3.json'));
    const { id, problem, reference, samples } = records[2] ?? expect.unreachable();
    expect(texts).toEqual({ id, problem, reference, samples: samples.map(({ steps }) => steps) });
    expect(parsePoolIndex(read('pools/index.json')).default).toBe('fixture');
  });

  it('hold each step once, however many samples say it', () => {
    const record = records[0] ?? expect.unreachable();
    const file = packTexts(record);
    if (!('steps' in file)) expect.unreachable();
    expect(new Set(file.steps).size).toBe(file.steps.length);
    const written = JSON.stringify(record.samples.map(({ steps }) => steps)).length;
    expect(JSON.stringify(file).length).toBeLessThan(written / 3);
    expect(() => parsePoolTexts({ ...file, steps: file.steps.slice(1) })).toThrow(
      /^samples\.\d+: /,
    );
  });

  it('are read as the first pools were written, too', () => {
    const old = { id: 'a', problem: 'p', reference: null, samples: [['one', 'two'], ['one']] };
    expect(parsePoolTexts(old)).toEqual(old);
    const index = { default: 'b', pools: ['a', { id: 'b', title: 'The second' }] };
    expect(parsePoolIndex(index).pools).toEqual([
      { id: 'a', title: 'a' },
      { id: 'b', title: 'The second' },
    ]);
    expect(() => parsePoolIndex({ ...index, default: 'c' })).toThrow(/^default: must be one/);
  });

  it('survive a round trip', () => {
    for (const record of records) {
      const problem = toPoolProblem(record);
      const numbers = {
        ...(read('pools/fixture/numbers.json') as object),
        problems: [packProblem(problem)],
      };
      expect(parsePoolNumbers(JSON.parse(JSON.stringify(numbers))).problems).toEqual([problem]);
    }
  });

  it('keep the ORM of the others where it had nothing to read of one', () => {
    const record = { id: 'a', problem: 'p', reference: '1', samples: [] as object[] };
    record.samples.push({ steps: ['so 1'], answer: '1', correct: true, prm: [0.5], orm: 0.25 });
    record.samples.push({ steps: [], answer: null, correct: false, prm: [], orm: null });
    const problem = toPoolProblem(parsePoolLine(JSON.stringify(record), 1));
    const numbers = packProblem(problem);
    expect(numbers.orm).toEqual([0.25, null]);
    const base = read('pools/fixture/numbers.json') as object;
    const again = parsePoolNumbers({ ...base, problems: [numbers] }).problems[0];
    expect(again?.orm).toEqual(Float64Array.of(0.25, NaN));
  });

  it.each([
    [{ answer: [0, 9] }, 'problems.0.answer'],
    [{ steps: [1] }, 'problems.0.steps'],
    [{ prm: [0.5] }, 'problems.0.prm'],
    [{ orm: [0.5] }, 'problems.0.orm'],
    [{ orm: [0.5, 2] }, 'problems.0.orm.1'],
    [{ right: [1] }, 'problems.0.right'],
    [{ prm: [0.5, 2] }, 'problems.0.prm.1'],
    [{ prm: [0.5, null] }, 'problems.0.prm.1'],
    [{ prm: 'many' }, 'problems.0.prm'],
    [{ answer: [0, -2] }, 'problems.0.answer.1'],
    [{ steps: [1, 1.5] }, 'problems.0.steps.1'],
    [{ source: '' }, 'problems.0.source'],
    [{ id: '../x' }, 'problems.0.id'],
  ])('that contradict themselves are refused by name: %j', (change, field) => {
    const problem = {
      id: 'a',
      answers: ['1'],
      answer: [0, -1],
      right: [0],
      steps: [1, 1],
      prm: [0.5, 0.5],
    };
    const base = read('pools/fixture/numbers.json') as object;
    const open = () => parsePoolNumbers({ ...base, problems: [{ ...problem, ...change }] });
    expect(() => parsePoolNumbers({ ...base, problems: [problem] })).not.toThrow();
    expect(open).toThrow(ContractError);
    expect(open).toThrow(new RegExp(`^${field}:`));
  });
});

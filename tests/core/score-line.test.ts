import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContractError } from '../../src/core/contract-error.ts';
import { parseScoreLine } from '../../src/core/score-line.ts';

describe('parseScoreLine', () => {
  it('reads steps, and splits a solution into them', () => {
    expect(parseScoreLine('{"id":7,"problem":"p","steps":["a","b"],"more":1}', 1)).toEqual({
      id: 7,
      problem: 'p',
      steps: ['a', 'b'],
    });
    expect(parseScoreLine('{"problem":"","solution":"1. a\\n2. b"}', 1)).toEqual({
      problem: '',
      steps: ['a', 'b'],
    });
  });

  it.each([
    ['', 'line 4'],
    ['{', 'line 4'],
    ['5', 'line 4: record'],
    ['{"steps":["a"]}', 'line 4: problem'],
    ['{"problem":"p"}', 'line 4: steps'],
    ['{"problem":"p","steps":[]}', 'line 4: steps'],
    ['{"problem":"p","steps":["a"," "]}', 'line 4: steps.1'],
    ['{"problem":"p","steps":["a"],"solution":"a"}', 'line 4: steps'],
    ['{"problem":"p","solution":" \\n "}', 'line 4: solution'],
    ['{"problem":"p","steps":["a"],"id":{}}', 'line 4: id'],
  ])('names the line and the field at fault in %j', (line, field) => {
    try {
      parseScoreLine(line, 4);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ContractError);
      expect((error as ContractError).field).toBe(field);
    }
  });

  it('throws nothing but ContractErrors', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
        try {
          parseScoreLine(line, 1);
        } catch (error) {
          expect(error).toBeInstanceOf(ContractError);
        }
      }),
    );
  });
});

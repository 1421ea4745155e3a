import { describe, expect, it } from 'vitest';
import { parseModelIndex } from '../../src/engine/model-index.ts';

describe('parseModelIndex', () => {
  it('reads the default and the list', () => {
    const index = { default: 'judge-20l', models: ['judge-12l', 'judge-20l'] };
    expect(parseModelIndex(index)).toEqual(index);
  });

  it('names the field at fault', () => {
    const cases: [unknown, string][] = [
      [null, 'models/index.json'],
      [{ models: ['a'] }, 'default'],
      [{ default: 'a', models: [] }, 'models'],
      [{ default: 'a', models: ['a', '../b'] }, 'models.1'],
      [{ default: 'c', models: ['a', 'b'] }, 'default'],
    ];
    for (const [json, field] of cases) {
      expect(() => parseModelIndex(json)).toThrow(expect.objectContaining({ field }));
    }
  });
});

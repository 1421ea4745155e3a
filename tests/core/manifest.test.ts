import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContractError } from '../../src/core/contract-error.ts';
import { parseManifest } from '../../src/core/manifest.ts';

const file = (path: string) => ({ path, bytes: 10, sha256: 'ab'.repeat(32) });
const test = () => ({ ids: [0, 3, 2], positions: [2], probabilities: [0.5] });

const valid = () => ({
  format: 1,
  id: 'small-1',
  version: '1.0.0',
  name: 'Small',
  licence: 'Apache-2.0',
  base: { name: 'none', licence: 'MIT' },
  architecture: { layers: 2, width: 64, heads: 4, kv_heads: 2, head_dim: 16, vocabulary: 10 },
  max_tokens: 256,
  graph: file('graph.onnx'),
  weights: [file('weights-00.bin'), file('parts/weights-01.bin')],
  tokenizer: file('tokenizer.json'),
  template: { before_problem: [0], after_problem: [1], step_end: [2] },
  heads: { prm: { output: 'prm', labels: 'synthetic', aggregation: 'product' } },
  calibration: {
    temperature: 1.2,
    threshold: 0.4,
    tradeoff: [
      { threshold: 0.2, errors_found: 0.3, right_spared: 0.9 },
      { threshold: 0.5, errors_found: 0.6, right_spared: 0.8 },
    ],
  },
  self_test: { short: test(), full: test(), tolerance: 0.02 },
  figures: [
    {
      name: 'f1',
      label: 'F1',
      value: 38,
      low: 35,
      high: 41,
      baselines: { length: 20 },
      command: 'python evaluate.py',
    },
  ],
});

/** A valid manifest with the value at a dotted path replaced; undefined removes it. */
function changed(path: string, value: unknown): unknown {
  const manifest: unknown = valid();
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce((at, key) => (at as Record<string, unknown>)[key], manifest);
  if (value === undefined) delete (holder as Record<string, unknown>)[last];
  else (holder as Record<string, unknown>)[last] = value;
  return manifest;
}

function fieldAtFault(json: unknown): string {
  try {
    parseManifest(json);
  } catch (error) {
    if (error instanceof ContractError) return error.field;
    throw error;
  }
  return 'none';
}

describe('parseManifest', () => {
  it('returns a valid manifest as it is, without its unknown keys', () => {
    expect(parseManifest(valid())).toEqual(valid());
    expect(parseManifest({ ...valid(), extra: 1 })).toEqual(valid());
  });

  it.each([
    ['format', 2],
    ['id', '../up'],
    ['architecture.layers', 0],
    ['max_tokens', 1.5],
    ['graph.bytes', 0],
    ['graph.bytes', 25 * 2 ** 20],
    ['weights.1.sha256', 'AB'.repeat(32)],
    ['weights.0.path', '../secret'],
    ['weights.0.path', 'a/../../secret'],
    ['weights.0.path', 'a/./b'],
    ['weights.0.path', '/absolute'],
    ['weights.0.path', '//host/file'],
    ['weights.0.path', 'https://host/file'],
    ['weights.0.path', 'data:text'],
    ['weights.0.path', 'a\\b'],
    ['weights.0.path', '%2e%2e/secret'],
    ['weights.0.path', 'file?query'],
    ['weights.0.path', ''],
    ['weights', []],
    ['template.step_end', []],
    ['heads.prm', undefined],
    ['heads.prm.aggregation', 'constructor'],
    ['calibration.temperature', 0],
    ['calibration.threshold', 1.1],
    ['calibration.tradeoff.0.right_spared', -0.1],
    ['figures.0.value', null],
    ['figures.0.baselines.length', '20'],
  ])('names the field at fault: %s = %j', (field, value) => {
    expect(fieldAtFault(changed(field, value))).toBe(field);
  });

  it('refuses more than 64 shards', () => {
    expect(fieldAtFault(changed('weights', Array(65).fill(file('w.bin'))))).toBe('weights');
    expect(fieldAtFault(changed('weights', Array(64).fill(file('w.bin'))))).toBe('none');
  });

  it('refuses what contradicts itself', () => {
    expect(fieldAtFault(changed('template.step_end', [10]))).toBe('template');
    expect(fieldAtFault(changed('self_test.full.positions', [3]))).toBe('self_test.full.positions');
    expect(fieldAtFault(changed('self_test.short.probabilities', []))).toBe(
      'self_test.short.probabilities',
    );
    expect(fieldAtFault(changed('self_test.short.ids', [0, 3, 99]))).toBe('self_test');
    const unsorted = valid().calibration.tradeoff.reverse();
    expect(fieldAtFault(changed('calibration.tradeoff', unsorted))).toBe('calibration.tradeoff');
  });

  it('says what is wrong with a value that is no object at all', () => {
    for (const json of [null, undefined, 1, 'manifest', []]) {
      expect(() => parseManifest(json)).toThrow(ContractError);
    }
  });

  it('keeps prototypes clean and throws nothing but ContractErrors', () => {
    const hostile: unknown = JSON.parse(
      '{"__proto__": {"format": 1}, "constructor": {"prototype": {"polluted": 1}}}',
    );
    expect(fieldAtFault(hostile)).toBe('format');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    fc.assert(fc.property(fc.anything(), (json) => fieldAtFault(json) !== ''));
  });
});

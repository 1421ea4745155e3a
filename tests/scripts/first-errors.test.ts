import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';

const records = [
  { problem: 'Two dozen rolls?', steps: ['2 × 12 = 24.', 'So 24 rolls.'], label: -1 },
  { problem: 'Two dozen rolls?', steps: ['We multiply.', '2 × 12 = 22.'], label: 1 },
  { problem: 'Two dozen rolls?', steps: ['A dozen is 10.', '2 × 10 = 20.'], label: 0 },
  { problem: 'Two dozen rolls?', steps: ['Nobody rated this.'] },
];
const model = 'tests/fixtures/models/tiny-int8';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'first-errors-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function measure(name: string, content: string | Uint8Array, ...options: string[]) {
  const file = join(folder, name);
  writeFileSync(file, content);
  return spawnSync(process.execPath, ['scripts/run.mjs', 'first-errors.ts', file, ...options], {
    encoding: 'utf8',
  });
}

it('counts what the model, the exact check and both together find', () => {
  const lines = gzipSync(records.map((one) => JSON.stringify(one)).join('\n'));
  const { stdout, status } = measure('records.jsonl.gz', lines, '--model', model);
  expect(status).toBe(0);
  const [header, ...rows] = stdout.trim().split('\n');
  expect(header).toBe('judge,wrong,found,right,spared,f1,low,high');
  const counts = rows.map((row) => row.split(',').slice(0, 5).join(','));
  expect(counts[1]).toBe('exact,2,1,1,1');
  expect(rows.map((row) => row.split(',')[0])).toEqual(['model', 'exact', 'both']);
  expect(rows[1]?.split(',')[5]).toBe(String(2 / 3));
});

it('says what is wrong with a file', () => {
  const { stderr, status } = measure('bad.jsonl', `${JSON.stringify(records[0])}\n{`);
  expect(stderr).toContain('line 2: is not JSON');
  expect(status).toBe(2);
});

it('says that there is no model, without a trace', () => {
  const { stderr, status } = measure('one.jsonl', JSON.stringify(records[0]), '--model', 'nowhere');
  expect(stderr).toContain('nowhere/manifest.json');
  expect(stderr).not.toContain('    at ');
  expect(status).toBe(2);
});

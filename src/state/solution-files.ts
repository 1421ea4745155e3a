import { exportSolutions } from '../core/export-solution.ts';
import type { RecordFormat } from '../core/import-solution.ts';
import type { Solution } from '../core/solution.ts';

/** The formats that a solution can be saved in. */
export const exportFormats = {
  json: { label: 'JSON with its scores', extension: 'json', type: 'application/json' },
  prm800k: { label: 'PRM800K', extension: 'jsonl', type: 'application/jsonl' },
  processbench: { label: 'ProcessBench', extension: 'jsonl', type: 'application/jsonl' },
  trl: { label: 'TRL', extension: 'jsonl', type: 'application/jsonl' },
} as const;

export type ExportFormat = keyof typeof exportFormats;

/** A file to be saved. */
export interface SolutionFile {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** What came with a solution: which model gave these probabilities. Both null without scores. */
export interface Scores {
  readonly model: string | null;
  readonly prm: readonly number[] | null;
}

/** A solution as a file; the plain JSON keeps its scores, the datasets' formats have no place for them. */
export function solutionFile(
  solution: Solution,
  scores: Scores,
  format: ExportFormat,
): SolutionFile {
  const { extension, type } = exportFormats[format];
  const text =
    format === 'json'
      ? `${JSON.stringify({ ...solution, ...scores }, null, 2)}\n`
      : exportRecords(solution, format);
  return { name: `solution-${format}.${extension}`, type, text };
}

function exportRecords(solution: Solution, format: RecordFormat): string {
  return exportSolutions([solution], format);
}

import type { RecordFormat } from '../core/import-solution.ts';
import type { Solution } from '../core/solution.ts';

/** The formats that a solution can be saved in as text. */
const formats = {
  json: { extension: 'json', type: 'application/json' },
  markdown: { extension: 'md', type: 'text/markdown' },
  latex: { extension: 'tex', type: 'application/x-tex' },
  prm800k: { extension: 'jsonl', type: 'application/jsonl' },
  processbench: { extension: 'jsonl', type: 'application/jsonl' },
  trl: { extension: 'jsonl', type: 'application/jsonl' },
} as const;

export type ExportFormat = keyof typeof formats;

/** A file to be saved. */
export interface SavedFile {
  readonly name: string;
  readonly content: Blob;
}

/** A solution as files are made of it; model and scores are both null where they are not complete. */
export interface ExportedSolution extends Solution {
  /** The model that gave the scores, as `id@version`. */
  readonly model: string | null;
  readonly prm: readonly number[] | null;
  /** Under which a step counts as wrong. */
  readonly threshold: number;
}

/** A solution as a file. JSON, Markdown and LaTeX keep its scores; the datasets have no place for them. */
export async function solutionFile(
  solution: ExportedSolution,
  format: ExportFormat,
): Promise<SavedFile> {
  const { extension, type } = formats[format];
  const content = new Blob([await textOf(solution, format)], { type });
  return { name: `solution-${format}.${extension}`, content };
}

async function textOf(solution: ExportedSolution, format: ExportFormat): Promise<string> {
  switch (format) {
    case 'json': {
      const { problem, steps, model, prm } = solution;
      return `${JSON.stringify({ problem, steps, model, prm }, null, 2)}\n`;
    }
    case 'markdown':
      return (await import('../core/export-document.ts')).toMarkdown(solution);
    case 'latex':
      return (await import('../core/export-document.ts')).toLatex(solution);
    case 'prm800k':
    case 'processbench':
    case 'trl':
      return records(solution, format);
  }
}

async function records(
  { problem, steps }: ExportedSolution,
  format: RecordFormat,
): Promise<string> {
  const { exportSolutions } = await import('../core/export-solution.ts');
  return exportSolutions([{ problem, steps }], format);
}

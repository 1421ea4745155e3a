import { toLatex, toMarkdown } from '../core/export-document.ts';
import { exportSolutions } from '../core/export-solution.ts';
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
export function solutionFile(solution: ExportedSolution, format: ExportFormat): SavedFile {
  const { extension, type } = formats[format];
  const content = new Blob([textOf(solution, format)], { type });
  return { name: `solution-${format}.${extension}`, content };
}

function textOf(solution: ExportedSolution, format: ExportFormat): string {
  const { problem, steps, model, prm } = solution;
  switch (format) {
    case 'json':
      return `${JSON.stringify({ problem, steps, model, prm }, null, 2)}\n`;
    case 'markdown':
      return toMarkdown(solution);
    case 'latex':
      return toLatex(solution);
    case 'prm800k':
    case 'processbench':
    case 'trl':
      return exportSolutions([{ problem, steps }], format);
  }
}

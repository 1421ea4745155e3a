import { labelledFirstError } from './first-error.ts';
import type { RecordFormat } from './import-solution.ts';
import type { LabelledSolution, StepLabel } from './solution.ts';

const writers: Readonly<Record<RecordFormat, (solution: LabelledSolution) => object>> = {
  prm800k: toPrm800k,
  processbench: toProcessbench,
  trl: toTrl,
};

/**
 * Writes solutions as JSON lines that importSolutions reads back, one a line with a line break at
 * its end; no solutions give the empty text. ProcessBench keeps only the first error's place, and
 * nothing where an unrated step comes before it.
 */
export function exportSolutions(
  solutions: readonly LabelledSolution[],
  format: RecordFormat,
): string {
  return solutions.map((solution) => `${JSON.stringify(writers[format](solution))}\n`).join('');
}

function toPrm800k({ problem, steps, labels, answer, reference }: LabelledSolution): object {
  const rating = (label: StepLabel | undefined): number | null =>
    typeof label === 'boolean' ? (label ? 1 : -1) : null;
  return {
    question: {
      problem,
      ground_truth_answer: reference ?? null,
      pre_generated_answer: answer ?? null,
    },
    label: {
      steps: steps.map((text, i) => ({
        completions: [{ text, rating: rating(labels?.[i]), flagged: false }],
        human_completion: null,
        chosen_completion: 0,
      })),
      finish_reason: labels?.includes(false) ? 'found_error' : 'solution',
    },
  };
}

function toProcessbench({ problem, steps, labels, answer, reference }: LabelledSolution): object {
  const label = labels ? (labelledFirstError(labels) ?? undefined) : undefined;
  return { problem, steps, label, answer, reference };
}

function toTrl({ problem, steps, labels, answer, reference }: LabelledSolution): object {
  return { prompt: problem, completions: steps, labels, answer, reference };
}

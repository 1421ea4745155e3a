import { firstError } from './first-error.ts';
import { splitMath } from './math-segments.ts';

/** What is written out: a solution, and a probability for each step that has text, where there are any. */
export interface JudgedDocument {
  readonly problem: string;
  readonly steps: readonly string[];
  /** The model that gave the scores, as `id@version`. */
  readonly model: string | null;
  readonly prm: readonly number[] | null;
  /** Under which a step counts as wrong, in [0, 1]. */
  readonly threshold: number;
}

/** The solution as Markdown: the problem, and a numbered list in which each step ends in its probability. */
export function toMarkdown(document: JudgedDocument): string {
  const steps = judgedSteps(document).map(({ text, probability, isFirstError }, i) => {
    const score = probability === null ? '' : ` **${probability.toFixed(2)}**`;
    const mark = isFirstError ? ' *(first error)*' : '';
    // A list item's further lines are indented to its text.
    const lines = inline(text, markdownText).replaceAll('\n', '\n    ');
    return `${i + 1}. ${lines}${score}${mark}`;
  });
  const problem = inline(document.problem.trim(), markdownText);
  return `${[...paragraph(problem), steps.join('\n'), ...paragraph(source(document))].join('\n\n')}\n`;
}

/** The solution as a LaTeX document that compiles by itself, steps numbered, probabilities at the margin. */
export function toLatex(document: JudgedDocument): string {
  const steps = judgedSteps(document).map(({ text, probability, isFirstError }) => {
    const score = probability === null ? '' : `\\hfill\\textbf{${probability.toFixed(2)}}`;
    const mark = isFirstError ? ' \\emph{(first error)}' : '';
    return `  \\item ${inline(text, latexText)}${mark}${score}`;
  });
  return [
    '\\documentclass{article}',
    '\\usepackage{amsmath,amssymb}',
    '\\begin{document}',
    ...paragraph(inline(document.problem.trim(), latexText)),
    '\\begin{enumerate}',
    ...steps,
    '\\end{enumerate}',
    ...paragraph(latexText(source(document))),
    '\\end{document}',
    '',
  ].join('\n');
}

interface JudgedStep {
  readonly text: string;
  readonly probability: number | null;
  readonly isFirstError: boolean;
}

/** The steps that have text, each with its probability. */
export function judgedSteps({ steps, prm, threshold }: JudgedDocument): JudgedStep[] {
  const wrong = prm ? firstError(prm, threshold) : -1;
  return steps
    .map((step) => step.trim())
    .filter((step) => step !== '')
    .map((text, i) => ({ text, probability: prm?.[i] ?? null, isFirstError: i === wrong }));
}

function paragraph(text: string): string[] {
  return text === '' ? [] : [text];
}

function source({ model, prm }: JudgedDocument): string {
  return prm && model
    ? `The numbers are the probabilities, by the model ${model}, that all is right up to there.`
    : '';
}

/** A text with its formulas as they are, and `escape` applied to all else. */
function inline(text: string, escape: (text: string) => string): string {
  return splitMath(text)
    .map((segment) => (segment.kind === 'text' ? escape(segment.text) : segment.source))
    .join('');
}

function markdownText(text: string): string {
  return text.replace(/[\\`*_[\]<>#|$]/g, '\\$&');
}

const latexCharacters: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '×': '$\\times$',
  '÷': '$\\div$',
  '−': '$-$',
  '·': '$\\cdot$',
  '≤': '$\\le$',
  '≥': '$\\ge$',
};

function latexText(text: string): string {
  return text.replace(/[\\^~×÷−·≤≥{}$&#_%]/g, (one) => latexCharacters[one] ?? `\\${one}`);
}

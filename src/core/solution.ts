import * as v from 'valibot';

export const solutionSchema = v.object({
  problem: v.string(),
  steps: v.pipe(v.array(v.string()), v.readonly()),
  answer: v.exactOptional(v.string()),
  reference: v.exactOptional(v.string()),
});

/** A problem (possibly empty), the steps that solve it, their final answer and the expected one. */
export type Solution = Readonly<v.InferOutput<typeof solutionSchema>>;

/** What a human or a program said of a step: right, wrong, or nothing (`null`). */
export type StepLabel = boolean | null;

/** A solution whose steps were rated: one label a step, in order; no `labels` if none was. */
export type LabelledSolution = Solution & { readonly labels?: readonly StepLabel[] };

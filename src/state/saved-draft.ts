import * as v from 'valibot';

const schema = v.object({
  problem: v.string(),
  steps: v.pipe(v.array(v.string()), v.minLength(1), v.readonly()),
  /** The worked example that the text began as; null for the visitor's own. */
  origin: v.nullable(v.string()),
  /** The model that gave the scores, as `id@version`. */
  model: v.nullable(v.string()),
  prm: v.nullable(v.pipe(v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(1))), v.readonly())),
});

/** The visitor's text as it outlives the page, with the scores that it had. */
export type SavedDraft = v.InferOutput<typeof schema>;

/** Those of a stored list that are drafts; none where it is no list. */
export function parseSavedDrafts(stored: unknown): readonly SavedDraft[] {
  return Array.isArray(stored) ? stored.flatMap((one) => parseSavedDraft(one) ?? []) : [];
}

/** What was stored, if it is a draft; else null. */
export function parseSavedDraft(stored: unknown): SavedDraft | null {
  const result = v.safeParse(schema, stored);
  return result.success ? result.output : null;
}

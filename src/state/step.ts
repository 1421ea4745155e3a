/** A step with an identity that survives edits and moves, so that focus and scores can follow it. */
export interface Step {
  readonly id: number;
  readonly text: string;
}

/**
 * Steps of these ids and texts, in this order. A step that was there before with the same text stays
 * the same object, so that nothing redraws it.
 */
export function arrangeSteps(
  ids: readonly number[],
  texts: readonly string[],
  before: readonly Step[],
): Step[] {
  const known = new Map(before.map((step) => [step.id, step]));
  return ids.map((id, index) => {
    const text = texts[index] ?? '';
    const old = known.get(id);
    return old?.text === text ? old : { id, text };
  });
}

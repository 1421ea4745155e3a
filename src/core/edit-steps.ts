/** Where the cursor belongs after an edit: a step and an offset in its text, in UTF-16 units. */
export interface Caret {
  readonly step: number;
  readonly offset: number;
}

/** A new list of steps, and the caret where the edit moves it. */
export interface StepsEdit {
  readonly steps: string[];
  readonly caret?: Caret;
}

/**
 * Cuts step `i` in two at `offset` (clamped; never inside a surrogate pair), dropping the white
 * space around the cut; either part may be empty. An index out of range changes nothing.
 */
export function splitStep(steps: readonly string[], i: number, offset: number): StepsEdit {
  const text = steps[i];
  if (text === undefined) return { steps: [...steps] };
  let cut = Math.min(Math.max(Math.trunc(offset) || 0, 0), text.length);
  if (/[\uD800-\uDBFF]$/.test(text.slice(0, cut)) && /^[\uDC00-\uDFFF]/.test(text.slice(cut))) {
    cut -= 1;
  }
  const parts = [text.slice(0, cut).trimEnd(), text.slice(cut).trimStart()];
  return { steps: steps.toSpliced(i, 1, ...parts), caret: { step: i + 1, offset: 0 } };
}

/**
 * Joins step `i` to the one before it, by a space, or by a line break where either has several
 * lines (lists and displays need theirs). The first step and an index out of range change nothing.
 */
export function mergeWithPrevious(steps: readonly string[], i: number): StepsEdit {
  const [before, text] = [steps[i - 1], steps[i]];
  if (before === undefined || text === undefined) return { steps: [...steps] };
  const lines = before.includes('\n') || text.includes('\n');
  const joint = before === '' || text === '' ? '' : lines ? '\n' : ' ';
  return {
    steps: steps.toSpliced(i - 1, 2, before + joint + text),
    caret: { step: i - 1, offset: before.length + joint.length },
  };
}

/** Moves step `from` so that it becomes step `to`. An index out of range changes nothing. */
export function moveStep(steps: readonly string[], from: number, to: number): StepsEdit {
  const text = steps[from];
  if (text === undefined || steps[to] === undefined) return { steps: [...steps] };
  return {
    steps: steps.toSpliced(from, 1).toSpliced(to, 0, text),
    caret: { step: to, offset: 0 },
  };
}

/**
 * Removes step `i`; the caret goes to the end of the step before it, or to the start of what
 * follows, and nowhere when no step is left. An index out of range changes nothing.
 */
export function deleteStep(steps: readonly string[], i: number): StepsEdit {
  if (steps[i] === undefined) return { steps: [...steps] };
  const rest = steps.toSpliced(i, 1);
  if (rest.length === 0) return { steps: rest };
  const before = rest[i - 1];
  const caret =
    before === undefined ? { step: 0, offset: 0 } : { step: i - 1, offset: before.length };
  return { steps: rest, caret };
}

/** Puts a step before step `i`, or at the end when `i` is the number of steps; the caret at its end. */
export function insertStep(steps: readonly string[], i: number, text = ''): StepsEdit {
  if (!Number.isInteger(i) || i < 0 || i > steps.length) return { steps: [...steps] };
  return { steps: steps.toSpliced(i, 0, text), caret: { step: i, offset: text.length } };
}

/** Gives step `i` another text; the caret stays where it is. An index out of range changes nothing. */
export function replaceStep(steps: readonly string[], i: number, text: string): StepsEdit {
  if (steps[i] === undefined) return { steps: [...steps] };
  return { steps: steps.with(i, text) };
}

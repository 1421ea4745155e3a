/**
 * Where labels go that want to stand at `wanted` but need `gap` between them: moved apart as little
 * as possible, in their order, within `low` and `high` where they fit there.
 */
export function spreadLabels(
  wanted: readonly number[],
  gap: number,
  low: number,
  high: number,
): number[] {
  const order = [...wanted.keys()].sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  /** Runs of labels that touch, each placed around its members' mean wish. */
  const runs: { members: number[]; start: number }[] = [];
  const place = (members: number[]): { members: number[]; start: number } => {
    const wish = members.reduce((sum, at, i) => sum + (wanted[at] ?? 0) - i * gap, 0);
    const latest = high - (members.length - 1) * gap;
    return { members, start: Math.max(low, Math.min(latest, wish / members.length)) };
  };
  for (const at of order) {
    let run = place([at]);
    for (let last = runs.at(-1); last; last = runs.at(-1)) {
      if (last.start + last.members.length * gap <= run.start) break;
      runs.pop();
      run = place([...last.members, ...run.members]);
    }
    runs.push(run);
  }
  const placed = [...wanted];
  for (const { members, start } of runs) {
    for (const [i, at] of members.entries()) placed[at] = start + i * gap;
  }
  return placed;
}

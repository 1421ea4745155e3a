/** What a visitor does to a step besides typing. */
export type StepCommand =
  'split' | 'merge' | 'up' | 'down' | 'insert' | 'delete' | 'to-previous' | 'to-next';

/** Where a key was pressed: the selection in the step's text, and the step's neighbours. */
interface Place {
  readonly start: number;
  readonly end: number;
  readonly length: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** The command that a key means at this place; null where the key belongs to the field itself. */
export function commandOf(
  event: Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>,
  { start, end, length, isFirst, isLast }: Place,
): StepCommand | null {
  const { key, altKey } = event;
  if (event.ctrlKey || event.metaKey || event.shiftKey) return null;
  if (altKey) return key === 'ArrowUp' ? 'up' : key === 'ArrowDown' ? 'down' : null;
  if (key === 'Enter') return 'split';
  if (start !== end) return null;
  if (key === 'Backspace' && start === 0 && !isFirst) return 'merge';
  if (key === 'ArrowUp' && start === 0 && !isFirst) return 'to-previous';
  if (key === 'ArrowDown' && start === length && !isLast) return 'to-next';
  return null;
}

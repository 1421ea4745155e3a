import type { Place } from '../../core/lesson-outcome.ts';

/** What a key asks for while something is presented. */
export type StageCommand =
  | { readonly kind: 'next' | 'previous' | 'reveal' | 'score' | 'fullscreen' }
  | { readonly kind: 'predict'; readonly place: Place };

const kinds = {
  ArrowRight: 'next',
  ArrowDown: 'next',
  PageDown: 'next',
  Enter: 'next',
  ' ': 'next',
  ArrowLeft: 'previous',
  ArrowUp: 'previous',
  PageUp: 'previous',
  Backspace: 'previous',
  r: 'reveal',
  // A clicker's key for a black screen.
  b: 'reveal',
  '.': 'reveal',
  s: 'score',
  f: 'fullscreen',
} as const;

const kindOf = new Map(Object.entries(kinds));

type Key = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** What a key press asks for; null for keys that are the browser's. Digits name steps, 0 names none. */
export function stageCommandOf({
  key,
  altKey,
  ctrlKey,
  metaKey,
  shiftKey,
}: Key): StageCommand | null {
  if (altKey || ctrlKey || metaKey) return null;
  if (/^[0-9]$/.test(key)) return { kind: 'predict', place: Number(key) - 1 };
  if (key === ' ' && shiftKey) return { kind: 'previous' };
  const kind = kindOf.get(key.length === 1 ? key.toLowerCase() : key);
  return kind ? { kind } : null;
}

import { describe, expect, it } from 'vitest';
import { stageCommandOf } from '../../src/views/present/stage-command.ts';

const none = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };
const press = (key: string, modifiers = {}) => stageCommandOf({ key, ...none, ...modifiers });

describe('a key while something is presented', () => {
  it.each([
    ['PageDown', 'next'],
    ['PageUp', 'previous'],
    ['ArrowRight', 'next'],
    ['ArrowUp', 'previous'],
    [' ', 'next'],
    ['.', 'reveal'],
    ['R', 'reveal'],
    ['s', 'score'],
  ])('%s: %s', (key, kind) => {
    expect(press(key)).toEqual({ kind });
  });

  it('names steps by digits from 1, and none by 0', () => {
    expect(press('3')).toEqual({ kind: 'predict', place: 2 });
    expect(press('0')).toEqual({ kind: 'predict', place: -1 });
  });

  it('goes back with Shift and space', () => {
    expect(press(' ', { shiftKey: true })).toEqual({ kind: 'previous' });
  });

  it('leaves the browser its own', () => {
    expect(press('r', { ctrlKey: true })).toBeNull();
    expect(press('ArrowLeft', { altKey: true })).toBeNull();
    expect(press('Tab')).toBeNull();
    expect(press('Escape')).toBeNull();
    expect(press('constructor')).toBeNull();
  });
});

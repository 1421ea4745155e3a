import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import { hashOf, Route } from '../../src/state/route.svelte.ts';

/** An address bar. */
class FakeWindow {
  readonly location = { hash: '' };
  #listeners: (() => void)[] = [];

  constructor(hash: string) {
    this.location.hash = hash;
  }

  addEventListener(_: 'hashchange', listener: () => void): void {
    this.#listeners.push(listener);
  }

  go(hash: string): void {
    this.location.hash = hash;
    for (const listener of this.#listeners) listener();
    flushSync();
  }
}

describe('the route', () => {
  it.each([
    ['', 'score'],
    ['#', 'score'],
    ['#/', 'score'],
    ['#/curve', 'curve'],
    ['#/lesson', 'lesson'],
    ['#/lesson/reasons', 'lesson'],
    ['#/lessons', 'score'],
    ['#/tour', 'tour'],
    ['#/tour/vote', 'tour'],
    ['#/tours', 'score'],
    ['#s1/tour', 'score'],
    ['#s1abc', 'score'],
    ['#/nowhere', 'score'],
  ])('of %j is the %s view', (hash, view) => {
    expect(new Route(new FakeWindow(hash)).view).toBe(view);
  });

  it('names the lesson that is asked for', () => {
    expect(new Route(new FakeWindow('#/lesson/reasons')).lesson).toBe('reasons');
    expect(new Route(new FakeWindow('#/lesson')).lesson).toBe('');
    expect(new Route(new FakeWindow('#/curve')).lesson).toBe('');
  });

  it('names the stop of the tour that is asked for', () => {
    expect(new Route(new FakeWindow('#/tour/vote')).stop).toBe('vote');
    expect(new Route(new FakeWindow('#/tour')).stop).toBe('');
    expect(new Route(new FakeWindow('#/lesson/vote')).stop).toBe('');
  });

  it('follows the address, and leaves shared texts in it alone', () => {
    const window = new FakeWindow('');
    const route = new Route(window);
    window.go(hashOf('curve'));
    expect(route.view).toBe('curve');
    window.go('#s1abc');
    expect(route.view).toBe('score');
    expect(window.location.hash).toBe('#s1abc');
  });
});

import { describe, expect, it } from 'vitest';
import { parseEmbedRequest } from '../../src/views/embed/embed-request.ts';

describe('the address of a frame', () => {
  it.each([
    ['#/example/bakery', { kind: 'example', id: 'bakery' }],
    ['#/lesson/first-errors', { kind: 'lesson', id: 'first-errors' }],
    ['#/curve', { kind: 'curve', link: null }],
    ['#s2.abc', { kind: 'curve', link: '#s2.abc' }],
    ['#s1.abc', { kind: 'shared', link: '#s1.abc' }],
  ])('%s names a part of the site', (hash, request) => {
    expect(parseEmbedRequest(hash)).toEqual(request);
  });

  it.each(['', '#', '#/', '#/lesson', '#/somewhere'])('“%s” names none', (hash) => {
    expect(parseEmbedRequest(hash)).toBeNull();
  });
});

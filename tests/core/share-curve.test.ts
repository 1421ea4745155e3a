import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstLines, lineNames } from '../../src/core/curve-lines.ts';
import {
  fromCurveLink,
  toCurveLink,
  type SharedCurve,
  type SharedDraw,
} from '../../src/core/share-curve.ts';
import { fromShareLink, toShareLink } from '../../src/core/share-link.ts';

const figure: SharedCurve = {
  kind: 'curve',
  pool: { from: 'site', id: 'gsm8k-published' },
  source: 'GSM8K',
  aggregation: 'min',
  neutral: 'negative',
  lines: ['prm', 'majority', 'orm_weighted'],
  band: 'samples',
  paper: true,
  n: 128,
};
const draw: SharedDraw = {
  kind: 'draw',
  pool: { from: 'file', name: 'mine.jsonl' },
  source: null,
  aggregation: 'product',
  neutral: 'positive',
  problem: 'gsm8k-17',
  n: 16,
  seed: 3141592653,
  draws: 4,
};

/** Made by the first version of this format. They stay as they are, whatever becomes of the code. */
const figureLink = [
  '#s2.HY47DsIwEAXv8mpTQBXtBSgQFSVCyEkWZ4l_WtsgFOXuKGnnjfRmwSxxBGFo-mEY5JQ8aMFLUwCh',
  'SN2obIoroZsPufVeysQjVoOSmg4Mwvl27S4wsM4pO1slRRCCRBhEblWtByHu0_7jJXIB3ZE1wCDYd1Kp',
  'PxgkDc8vi5sqj3gY9HYPLDZkz2VLtJkVVLWxQQQdT936Bw',
].join('');
const drawLink = [
  '#s2.HY5LDsIwEEPv4nVACv0Ac5vQTKPQJFPlA4uqd0dha_n5-cDmkwXBZvOFwi4SQAfWLBGE1QeGQjKR',
  'QYg-8fVdJAWcCkVaXhiUWggKxrnMzlQvCYQ9i21L7Si3mk3omRRf_afv7VlegbvAlfjYLvremyA9KxRm',
  'Cxr0qKfnbZ4G9b9WQOP5Aw',
].join('');

/** A link with any payload, as an attacker would write it. */
const linkOf = (payload: unknown, version = 2): string =>
  `#s${version}.${deflateRawSync(JSON.stringify(payload)).toString('base64url')}`;

async function refused(link: string): Promise<string> {
  const error: unknown = await fromCurveLink(link).then(String, (thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'ShareError' });
  return (error as { reason: string }).reason;
}

describe('a link to a figure or a draw', () => {
  it('of version 2 is read for ever', async () => {
    expect(await fromCurveLink(figureLink)).toEqual(figure);
    expect(await fromCurveLink(drawLink)).toEqual(draw);
  });

  it('gives back what it was made of', async () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
    const view = {
      pool: fc.oneof(
        fc.record({ from: fc.constant('site' as const), id: name }),
        fc.record({ from: fc.constant('file' as const), name }),
      ),
      source: fc.option(name),
      aggregation: fc.constantFrom('product' as const, 'min', 'last', 'mean'),
      neutral: fc.constantFrom('positive' as const, 'negative'),
    };
    const n = fc.integer({ min: 1, max: 20_000 });
    const any: fc.Arbitrary<SharedCurve | SharedDraw> = fc.oneof(
      fc.record({
        kind: fc.constant('curve' as const),
        ...view,
        lines: fc.subarray([...lineNames]),
        band: fc.constantFrom('problems' as const, 'samples'),
        paper: fc.boolean(),
        n: fc.option(n),
      }),
      fc.record({
        kind: fc.constant('draw' as const),
        ...view,
        problem: name,
        n,
        seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        draws: fc.integer({ min: 1, max: 200 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(any, async (shared) => {
        expect(await fromCurveLink(await toCurveLink(shared))).toEqual(shared);
      }),
      { numRuns: 60 },
    );
  });

  it('is short', async () => {
    expect((await toCurveLink(figure)).length).toBeLessThan(300);
    expect((await toCurveLink(draw)).length).toBeLessThan(300);
  });

  it('is refused in a sentence where it is of another version, damaged or about something else', async () => {
    const whole = await toCurveLink(draw);
    expect(await refused('#s3.abc')).toBe('newer');
    expect(await refused('#s2.ab!c')).toBe('damaged');
    expect(await refused(whole.slice(0, -9))).toBe('damaged');
    expect(await refused(linkOf(figure, 1))).toBe('not-a-figure');
    expect(await refused(linkOf({ ...figure, kind: 'lesson' }))).toBe('not-a-figure');
    expect(await refused(linkOf({ ...figure, pool: { from: 'web', id: 'x' } }))).toBe(
      'not-a-figure',
    );
    expect(await refused(linkOf({ ...draw, problem: undefined }))).toBe('not-a-figure');
    expect(await refused(linkOf({ ...draw, seed: 'x' }))).toBe('not-a-figure');
    expect(await refused(linkOf({ ...draw, pool: [[[[[[]]]]]] }))).toBe('not-a-figure');
    const bomb = `#s2.${deflateRawSync(Buffer.alloc(2 ** 26), { level: 9 }).toString('base64url')}`;
    expect(await refused(bomb)).toBe('too-large');
  });

  it('is no solution, nor a solution a figure', async () => {
    await expect(fromShareLink(await toCurveLink(figure))).rejects.toMatchObject({
      reason: 'not-a-solution',
    });
    const solution = await toShareLink({
      ...{ kind: 'solution', problem: 'p', steps: ['a'], model: null, prm: null },
      ...{ aggregation: null, threshold: null },
    });
    expect(await refused(solution ?? '')).toBe('not-a-figure');
  });

  it('keeps declared fields only, clamps numbers, and falls back for the rest', async () => {
    const hostile = { ...figure, lines: ['worst'], band: 7, paper: 'yes', n: 1e9, extra: 1 };
    expect(await fromCurveLink(linkOf({ ...hostile, source: 5, aggregation: 'sum' }))).toEqual({
      ...figure,
      source: null,
      aggregation: 'product',
      lines: firstLines,
      band: 'problems',
      paper: false,
      n: 20_000,
    });
    const wild = { ...draw, n: -3.7, seed: 1e300, draws: 1e9 };
    expect(await fromCurveLink(linkOf(wild))).toEqual({
      ...draw,
      n: 1,
      seed: 2 ** 32 - 1,
      draws: 200,
    });
  });
});

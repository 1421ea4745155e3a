import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from '../../src/core/base64url.ts';
import { deflate, inflate } from '../../src/core/deflate.ts';
import { parseJson } from '../../src/core/parse-json.ts';
import {
  fromShareFile,
  fromShareLink,
  toShareFile,
  toShareLink,
  type SharedSolution,
} from '../../src/core/share-link.ts';

const bakery: SharedSolution = {
  kind: 'solution',
  problem: 'A bakery fills 15 trays with 12 rolls each and sells 96. How many are left?',
  steps: ['It bakes 15 × 12 = 180 rolls.', 'That leaves 180 − 96 = 94 rolls.'],
  model: 'stepwise-prm-20l@1.0.0',
  prm: [0.9712, 0.0634],
  aggregation: 'min',
  threshold: 0.4,
};

/** A link with any payload, as an attacker would write it. */
function linkOf(payload: unknown): string {
  const json = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return `#s1.${deflateRawSync(json).toString('base64url')}`;
}

const probability = fc.integer({ min: 0, max: 10_000 }).map((n) => n / 10_000);
const written = fc.string({ unit: 'binary' }).filter((text) => text.trim() !== '');
const anySolution = fc
  .array(fc.tuple(written, probability), { minLength: 1, maxLength: 20 })
  .chain((pairs) =>
    fc.record({
      kind: fc.constant('solution' as const),
      problem: fc.string({ unit: 'grapheme' }),
      steps: fc.constant(pairs.map(([step]) => step.toWellFormed())),
      model: fc.option(fc.string({ maxLength: 20 })),
      prm: fc.option(fc.constant(pairs.map(([, p]) => p))),
      aggregation: fc.constantFrom(null, 'product', 'min', 'last', 'mean' as const),
      threshold: fc.option(fc.double({ min: 0.01, max: 0.99, noNaN: true })),
    }),
  );

describe('a share link', () => {
  it('of version 1 is read for ever', async () => {
    // Made by the first version of this format. It stays as it is, whatever becomes of the code.
    const link = [
      '#s1.NY-xTsMwFEV_5enNruWEEBpLFbDBzlZ1eCWvsVU7jmxDFCF2ZpZ-UP-EL0EOYrxXV0f3fODZjj1qTMG9',
      'ZRtGFDjFcHTsUeMjHOnMcYGTdS5BdQs50pJgttlAVUMMpWZ6NUBjD4lL7FoJT2EGT-MCFBkcn_I9CkyZp4R6',
      'j8955a7A66WAdlBt1R9OosAXQxkc03vZbBX8fH1D18IOuuZ_dBDoQ8-uXM88zTbxZop-Uyv3UEkl1SriUe-V',
      '7O6qWiip2pvmIJCGIfJAq6xGb4tyNpGTCa5HrWTz-Qs',
    ].join('');
    expect(await fromShareLink(link)).toEqual(bakery);
  });

  it('gives back what it was made of', async () => {
    await fc.assert(
      fc.asyncProperty(anySolution, async (shared) => {
        const link = await toShareLink(shared);
        if (link !== null) expect(await fromShareLink(link)).toEqual(shared);
        expect(fromShareFile(toShareFile(shared))).toEqual(shared);
      }),
      { numRuns: 60 },
    );
  });

  it('is short: a usual solution stays under 400 characters', async () => {
    expect((await toShareLink(bakery))?.length).toBeLessThan(400);
  });

  it('is not made for what would be cut on its way', async () => {
    const steps = Array.from({ length: 1000 }, (_, i) => `Step ${i}: ${Math.sin(i)}`);
    expect(await toShareLink({ ...bakery, steps, prm: null })).toBeNull();
  });

  it('of another version, damaged or without a solution is refused in a sentence', async () => {
    const whole = (await toShareLink(bakery)) ?? '';
    const refused = async (link: string) => {
      const error: unknown = await fromShareLink(link).then(String, (thrown: unknown) => thrown);
      expect(error).toMatchObject({ name: 'ShareError' });
      return (error as { reason: string }).reason;
    };
    expect(await refused('#s3.abc')).toBe('newer');
    expect(await refused('#s1.ab!c')).toBe('damaged');
    expect(await refused(whole.slice(0, -9))).toBe('damaged');
    expect(await refused('#s1.')).toBe('damaged');
    expect(await refused(linkOf({ kind: 'solution' }))).toBe('not-a-solution');
    expect(await refused(linkOf('[[['))).toBe('not-a-solution');
    expect(await refused(linkOf({ ...bakery, steps: [] }))).toBe('not-a-solution');
  });

  it('is stopped where it unpacks to more than a limit', async () => {
    const bomb = `#s1.${deflateRawSync(Buffer.alloc(2 ** 26), { level: 9 }).toString('base64url')}`;
    expect(bomb.length).toBeLessThan(100_000);
    await expect(fromShareLink(bomb)).rejects.toMatchObject({ reason: 'too-large' });
    await expect(fromShareLink(`#s1.${'A'.repeat(200_000)}`)).rejects.toMatchObject({
      reason: 'too-large',
    });
  });

  it('keeps declared fields only, and clamps them', async () => {
    const hostile = linkOf(
      `{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, "extra": 1,
        "kind": "solution", "problem": "p", "steps": ["a", "b"], "model": 7,
        "prm": [-3, 1e9], "aggregation": "worst", "threshold": 40}`,
    );
    const shared = await fromShareLink(hostile);
    expect(shared).toEqual({
      kind: 'solution',
      problem: 'p',
      steps: ['a', 'b'],
      model: null,
      prm: [0, 1],
      aggregation: null,
      threshold: 0.99,
    });
    expect(Object.keys(shared)).not.toContain('extra');
    expect('polluted' in {}).toBe(false);
    expect('polluted' in shared).toBe(false);
  });

  it('refuses deep nesting, and scores that are not one a step', async () => {
    const deep = `{"kind": "solution", "problem": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    await expect(fromShareLink(linkOf(deep))).rejects.toMatchObject({ reason: 'not-a-solution' });
    expect((await fromShareLink(linkOf({ ...bakery, prm: [0.5] }))).prm).toBeNull();
    const blank = { ...bakery, steps: ['a', ' ', 'b'], prm: [0.5, 0.6] };
    expect((await fromShareLink(linkOf(blank))).prm).toEqual([0.5, 0.6]);
  });
});

describe('a shared file', () => {
  it('is told from other files, and refused when it is broken', () => {
    expect(fromShareFile('{"problem": "p", "steps": ["a"]}')).toBeNull();
    expect(fromShareFile('')).toBeNull();
    expect(() => fromShareFile('{"format": "stepwise-share-1", "steps": 3}')).toThrow(
      /no solution/,
    );
  });
});

describe('base64url', () => {
  it('is what Node makes of the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64url');
        expect(toBase64Url(bytes)).toBe(text);
        expect(fromBase64Url(text)).toEqual(Uint8Array.from(bytes));
      }),
    );
  });

  it('refuses other characters and a length that no bytes have', () => {
    expect(['a', 'ab+d', 'ab/d', 'ab=='].map(fromBase64Url)).toEqual([null, null, null, null]);
  });
});

describe('inflate', () => {
  it('undoes deflate, and stops at the limit exactly', async () => {
    const bytes = new TextEncoder().encode('abc'.repeat(10_000));
    const packed = await deflate(bytes);
    expect(packed.length).toBeLessThan(200);
    expect(await inflate(packed, bytes.length)).toEqual(bytes);
    expect(await inflate(packed, bytes.length - 1)).toBeNull();
    await expect(inflate(packed.subarray(0, 20), 1e6)).rejects.toThrow();
  });
});

describe('parseJson', () => {
  it('counts the nesting of values, not of characters in strings', () => {
    expect(parseJson('[[["[[[[{{{\\"[["]]]', 3)).toEqual([[['[[[[{{{"[[']]]);
    expect(() => parseJson('[[[[]]]]', 3)).toThrow(/nested deeper than 3/);
    expect(() => parseJson('{"a": {"b": {"c": {}}}}', 3)).toThrow(SyntaxError);
    expect(parseJson('[[], [], [], []]', 2)).toEqual([[], [], [], []]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsers } from './parsers.ts';
import { faultOfRefusal } from './refusal.ts';

/** Enough to notice a careless change; `npm run bench -- --only parsers` takes 10,000. */
const inputsEach = 300;

describe('whatever comes from outside', () => {
  for (const [name, { inputs, parse }] of Object.entries(parsers)) {
    it(`${name} is read or refused in words, and changes nothing else`, async () => {
      const known = Object.getOwnPropertyNames(Object.prototype).length;
      let readings = 0;
      await fc.assert(
        fc.asyncProperty(inputs, async (input) => {
          try {
            await parse(input);
            readings++;
          } catch (thrown) {
            expect(faultOfRefusal(thrown)).toBeNull();
          }
        }),
        { numRuns: inputsEach },
      );
      // Inputs that are all refused try next to nothing.
      expect(readings).toBeGreaterThan(0);
      expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(known);
    });
  }
});

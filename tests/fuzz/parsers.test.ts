import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsers } from './parsers.ts';

/** Those with a name of their own are refusals, whose messages are made for whoever reads them. */
const refusals = ['ContractError', 'ShareError', 'EngineError'];

describe('whatever comes from outside', () => {
  for (const [name, { inputs, parse }] of Object.entries(parsers)) {
    it(`${name} is read or refused in words, and changes nothing else`, async () => {
      const known = Object.getOwnPropertyNames(Object.prototype).length;
      await fc.assert(
        fc.asyncProperty(inputs, async (input) => {
          try {
            await parse(input);
          } catch (thrown) {
            const { name, message } = thrown as Error;
            expect(refusals, `${name}: ${message}`).toContain(name);
            // A field and what is wrong with it, or sentences.
            expect(message).toMatch(/^(\S.*: \S|[A-Z].*\.$)/s);
          }
        }),
        { numRuns: 1000 },
      );
      expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(known);
    });
  }
});

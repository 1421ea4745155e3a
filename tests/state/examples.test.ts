import { describe, expect, it } from 'vitest';
import { findEquations } from '../../src/core/arithmetic.ts';
import { splitPaste } from '../../src/core/split-steps.ts';
import { examples } from '../../src/views/score/examples/index.ts';

describe('the worked examples', () => {
  it('have names of their own and all that the page shows', () => {
    expect(new Set(examples.map((example) => example.id)).size).toBe(examples.length);
    for (const { title, lesson, note, problem, steps } of examples) {
      for (const text of [title, lesson, note, problem, ...steps]) expect(text.trim()).not.toBe('');
      expect(steps.length).toBeGreaterThan(1);
    }
  });

  it('carry a probability for each step together with the model that gave it, or neither', () => {
    for (const { model, prm, steps } of examples) {
      expect(model === null).toBe(prm === null);
      if (prm === null) continue;
      expect(prm).toHaveLength(steps.length);
      expect(prm.every((probability) => probability >= 0 && probability <= 1)).toBe(true);
    }
  });

  it('hold wrong equations just where the lesson is about arithmetic', () => {
    const withSlips = examples.filter(({ steps }) =>
      steps.some((step) => findEquations(step).some(({ verdict }) => verdict === 'wrong')),
    );
    expect(withSlips.map((example) => example.id).sort()).toEqual(['average-slip', 'bakery']);
  });

  it('survive being copied out and pasted back', () => {
    for (const { problem, steps } of examples) {
      const numbered = steps.map((step, index) => `${index + 1}. ${step}`);
      const pasted = splitPaste(`${problem}\n\n${numbered.join('\n')}`);
      expect({ problem: pasted.problem, steps: pasted.steps }).toEqual({ problem, steps });
    }
  });
});

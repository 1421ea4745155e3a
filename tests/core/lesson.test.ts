import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContractError } from '../../src/core/contract-error.ts';
import { lessonLimits, parseLesson, writeLesson, type Lesson } from '../../src/core/lesson.ts';

const one = {
  title: 'A slip',
  problem: 'How many?',
  steps: ['first', 'second'],
  truth: 1,
  note: 'It is 84.',
  scores: { model: 'tiny@1', threshold: 0.4, prm: [0.9, 0.1] },
};
const file = (fields: object = {}): string =>
  JSON.stringify({ format: 'stepwise-lesson-1', title: 'T', about: 'A', cases: [one], ...fields });
const withCase = (fields: object): string => file({ cases: [one, { ...one, ...fields }] });

function refusal(text: string): ContractError {
  try {
    parseLesson(text);
  } catch (thrown) {
    if (thrown instanceof ContractError) return thrown;
    throw thrown;
  }
  throw new Error('The lesson was not refused.');
}

const text = fc.string({ maxLength: 40 });
const share = fc.integer({ min: 0, max: 10_000 }).map((value) => value / 10_000);
const lessons: fc.Arbitrary<Lesson> = fc.record({
  title: text,
  about: text,
  cases: fc.array(
    fc
      .array(
        text.filter((step) => step.trim() !== ''),
        { minLength: 1, maxLength: 5 },
      )
      .chain((steps) =>
        fc.record({
          title: text,
          problem: text,
          steps: fc.constant(steps),
          truth: fc.option(fc.integer({ min: -1, max: steps.length - 1 })),
          note: text,
          scores: fc.option(
            fc.record({
              model: text,
              threshold: share,
              prm: fc.array(share, { minLength: steps.length, maxLength: steps.length }),
            }),
          ),
        }),
      ),
    { maxLength: 4 },
  ),
});

describe('a lesson', () => {
  it('survives being written and read', () => {
    fc.assert(
      fc.property(lessons, (lesson) => {
        expect(parseLesson(writeLesson(lesson))).toEqual(lesson);
      }),
    );
  });

  it('needs no more than problems and steps', () => {
    const bare = file({
      title: undefined,
      about: undefined,
      cases: [{ problem: '', steps: ['a'] }],
    });
    expect(parseLesson(bare)).toEqual({
      title: '',
      about: '',
      cases: [{ title: '', problem: '', steps: ['a'], truth: null, note: '', scores: null }],
    });
  });

  it.each([
    ['no JSON', '{"format": ', 'lesson'],
    ['JSON of another kind', '[1, 2]', 'format'],
    ['nested without end', '['.repeat(10_000), 'lesson'],
    ['larger than a lesson is', ' '.repeat(lessonLimits.characters + 1), 'lesson'],
    ['of a newer version', file({ format: 'stepwise-lesson-2' }), 'format'],
    ['without cases', file({ cases: undefined }), 'cases'],
    ['too many', file({ cases: Array(lessonLimits.cases + 1).fill(one) }), 'cases'],
    ['a case without steps', withCase({ steps: [] }), 'cases.1.steps'],
    ['an empty step', withCase({ steps: ['a', ' '] }), 'cases.1.steps.1'],
    ['a step that is no text', withCase({ steps: ['a', 7] }), 'cases.1.steps.1'],
    ['a truth that is no step', withCase({ truth: 2 }), 'cases.1.truth'],
    ['a truth under −1', withCase({ truth: -2 }), 'cases.1.truth'],
    ['a broken truth', withCase({ truth: 0.5 }), 'cases.1.truth'],
    ['too few scores', withCase({ scores: { ...one.scores, prm: [1] } }), 'cases.1.scores'],
    [
      'a score over 1',
      withCase({ scores: { ...one.scores, prm: [1, 2] } }),
      'cases.1.scores.prm.1',
    ],
  ])('%s: the refusal names the field', (_, text, field) => {
    expect(refusal(text).field).toBe(field);
  });

  it('takes nothing from prototypes', () => {
    const hostile = '{"format":"stepwise-lesson-1","cases":[],"__proto__":{"title":"x"}}';
    expect(parseLesson(hostile).title).toBe('');
  });
});

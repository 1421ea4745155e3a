import { describe, expect, it } from 'vitest';
import { tokenSequence } from '../../src/engine/token-sequence.ts';
import { bakery, tinyManifest, tinyTokenizer as tokenizer } from './tiny-model.ts';

const template = { before_problem: [0], after_problem: [1], step_end: [2, 1] };
const roomy = { template, max_tokens: 1000 };

describe('tokenSequence', () => {
  it('puts the template around texts that are encoded on their own', () => {
    const { ids, steps } = tokenSequence({ problem: 'a', steps: ['bc', 'd'] }, tokenizer, roomy);
    const [a, bc, d] = ['a', 'bc', 'd'].map((text) => tokenizer.encode(text)) as [
      number[],
      number[],
      number[],
    ];
    expect([...ids]).toEqual([0, ...a, 1, ...bc, 2, 1, ...d, 2, 1]);
    const start = 2 + a.length;
    expect(steps[0]).toEqual({ start, end: start + bc.length, mark: start + bc.length + 1 });
    expect(steps[1]?.mark).toBe(ids.length - 1);
  });

  it('ignores white space around a text, so that typing a space changes nothing', () => {
    const spaced = { problem: ` ${bakery.problem}\n`, steps: bakery.steps.map((s) => `\t${s} `) };
    expect(tokenSequence(spaced, tokenizer, roomy)).toEqual(
      tokenSequence(bakery, tokenizer, roomy),
    );
  });

  it('keeps a blank step, which is its end mark alone', () => {
    const { steps } = tokenSequence({ problem: 'a', steps: ['', ' \n'] }, tokenizer, roomy);
    expect(steps.map(({ start, end, mark }) => [end - start, mark - end])).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });

  it('ends after the last step that fits in whole', () => {
    const whole = tokenSequence(bakery, tokenizer, roomy);
    const fits = { template, max_tokens: whole.ids.length };
    expect(tokenSequence(bakery, tokenizer, fits)).toEqual(whole);
    const tight = { template, max_tokens: whole.ids.length - 1 };
    const cut = tokenSequence(bakery, tokenizer, tight);
    expect(cut.steps).toEqual(whole.steps.slice(0, 2));
    expect(cut.ids).toEqual(whole.ids.slice(0, (whole.steps[1]?.mark ?? 0) + 1));
  });

  it('is empty when not even the first step fits, and for no steps', () => {
    const tight = { template, max_tokens: 20 };
    expect(tokenSequence(bakery, tokenizer, tight)).toEqual({ ids: new Int32Array(), steps: [] });
    const none = tokenSequence({ problem: 'a', steps: [] }, tokenizer, roomy);
    expect(none).toEqual({ ids: new Int32Array(), steps: [] });
  });
});

describe('Tokenizer', () => {
  it('never produces a special token, whatever a text spells', () => {
    const specials = Object.values(tinyManifest.template).flat();
    const texts = ['<|im_start|>', '<|endoftext|>', '\u0000\u0001\u0002', '<s></s>[PAD]'];
    for (const text of texts) {
      const ids = tokenizer.encode(text);
      expect(ids.length).toBeGreaterThan(0);
      expect(ids.filter((id) => specials.includes(id))).toEqual([]);
    }
  });

  it('gives back every text, whichever way its characters are cut into tokens', () => {
    const texts = ['the answer is 42', 'naïve 🥖€ שלום 数', '👩‍👩‍👧 \uFFFD end', '🥖', 'x\u0000y'];
    for (const text of texts) {
      expect(tokenizer.texts(tokenizer.encode(text)).join('')).toBe(text);
    }
  });

  it('gives a character that spans tokens to the last of them', () => {
    expect(tokenizer.texts(tokenizer.encode('€'))).toEqual(['', '', '€']);
  });

  it('reads lone surrogates as the replacement character', () => {
    expect(tokenizer.texts(tokenizer.encode('a\uD800b')).join('')).toBe('a\uFFFDb');
  });

  it('reads 100 kB without a break in linear time', () => {
    const started = performance.now();
    expect(tokenizer.encode('9'.repeat(100_000)).length).toBeGreaterThan(0);
    expect(tokenizer.encode('the '.repeat(25_000)).length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

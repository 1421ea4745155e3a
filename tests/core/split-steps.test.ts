import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitPaste, splitSteps } from '../../src/core/split-steps.ts';
import { isQuick } from './is-quick.ts';

const rolls = 'A bakery fills 15 trays with 12 rolls each and sells 96. How many are left?';
const baked = 'It bakes 15 × 12 = 180 rolls.';
const left = 'It sells 96, so 180 - 96 = 84 are left.';

describe('splitPaste', () => {
  it.each([
    ['labels', `Problem: ${rolls}\nSolution: ${baked}\n${left}`, 'lines'],
    ['bold labels', `**Question:** ${rolls}\n\n**Answer:**\n\n${baked}\n\n${left}`, 'paragraphs'],
    ['headings', `## Problem 3\n${rolls}\n\n## Solution\n\n${baked}\n\n${left}`, 'paragraphs'],
    ['labels in one line', `Q: ${rolls} A: ${baked} ${left}`, 'sentences'],
    ['a number and a bracket', `${rolls}\n1) ${baked}\n2) ${left}`, 'numbered'],
    ['a number and a dot', `${rolls}\n\n1. ${baked}\n\n2. ${left}`, 'numbered'],
    ['bold numbers', `${rolls}\n\n**1.** ${baked}\n**2.** ${left}`, 'numbered'],
    ['numbers in one line', `Problem: ${rolls}\n\n1. ${baked} 2. ${left}`, 'numbered'],
    ['steps', `${rolls}\n\nStep 1: ${baked}\nStep 2: ${left}`, 'step-headings'],
    ['bold steps', `${rolls}\n\n**Step 1:** ${baked}\n\n**Step 2:** ${left}`, 'step-headings'],
    ['headed steps', `${rolls}\n\n### Step 1\n\n${baked}\n\n### Step 2\n${left}`, 'step-headings'],
    ['steps in one line', `${rolls}\n\nStep 1: ${baked} Step 2: ${left}`, 'step-headings'],
    ['paragraphs', `${rolls}\n\n${baked}\n\n${left}`, 'paragraphs'],
    ['lines', `${rolls}\n${baked}\n${left}`, 'lines'],
    ['bullets', `${rolls}\n\n- ${baked}\n- ${left}`, 'lines'],
    ['sentences', `${rolls} ${baked} ${left}`, 'sentences'],
    ['a chat', `User: ${rolls}\nAssistant: ${baked}\n\n${left}`, 'chat'],
    ['a chat page', `You said:\n${rolls}\nChatGPT said:\n${baked}\n\n${left}`, 'chat'],
    [
      'a chat template',
      `<|im_start|>user\n${rolls}<|im_end|>\n<|im_start|>assistant\n${baked}\n${left}<|im_end|>`,
      'chat',
    ],
    ['an instruction template', `<s>[INST] ${rolls} [/INST] ${baked}\n${left}</s>`, 'chat'],
    [
      'ProcessBench',
      JSON.stringify({ problem: rolls, steps: [baked, left], label: -1 }),
      'processbench',
    ],
    [
      'TRL',
      JSON.stringify({ prompt: rolls, completions: [baked, left], labels: [true, true] }),
      'trl',
    ],
    ['GSM8K', JSON.stringify({ question: rolls, answer: `${baked}\n${left}\n#### 84` }), 'lines'],
    ['Windows line breaks', `${rolls}\r\n\r\n${baked}\r\n\r\n${left}\r\n`, 'paragraphs'],
  ])('tells problem and steps apart by %s', (_, text, format) => {
    expect(splitPaste(text)).toMatchObject({ problem: rolls, steps: [baked, left], format });
  });

  it("takes off GSM8K's annotations and keeps its answer", () => {
    const text = `${rolls}\nIt bakes 15*12 = <<15*12=180>>180 rolls.\n180-96 = <<180-96=84>>84 are left.\n#### 84`;
    expect(splitPaste(text)).toEqual({
      problem: rolls,
      steps: ['It bakes 15*12 = 180 rolls.', '180-96 = 84 are left.'],
      format: 'lines',
      answer: '84',
    });
  });

  it('never cuts a display, an environment or a code block', () => {
    const display = 'We find\n\\[\na = 1\n\nb = 2\n\\]\nand go on.';
    const align = 'Then\n\\begin{align}\na &= 1\\\\\n\nb &= 2\n\\end{align}';
    const code = 'This code\n```\na\n\nb\n```';
    expect(splitSteps([display, align, code].join('\n\n'))).toEqual([
      display.replace('\n\n', '\n'),
      align.replace('\n\n', '\n'),
      code.replace('\n\n', '\n'),
    ]);
  });

  it('keeps a display that stands alone with what announces it', () => {
    expect(splitSteps('We find:\n\n\\[ a = 1 \\]\n\nSo it is 1.')).toEqual([
      'We find:\n\\[ a = 1 \\]',
      'So it is 1.',
    ]);
  });

  it('keeps a list inside its paragraph where paragraphs are the steps', () => {
    const list = 'We need:\n1. The rolls.\n2. The rest.';
    expect(splitSteps(`${list}\n\nFirst.\n\nSecond.\n\nThird.\n\nFourth.`)).toHaveLength(5);
  });

  it('keeps all paragraphs under a step heading, and sets a conclusion apart', () => {
    const text = 'Step 1: Bake.\n\nThe trays are full.\n\nStep 2: Sell.\n\nTherefore, 84 are left.';
    expect(splitSteps(text)).toEqual([
      'Bake.\nThe trays are full.',
      'Sell.',
      'Therefore, 84 are left.',
    ]);
  });

  it('does not take "Answer:" in the last line for the start of a solution', () => {
    expect(splitPaste(`Problem: ${rolls}\n\n1. ${baked}\n2. ${left}\n\nAnswer: 84`)).toMatchObject({
      problem: rolls,
      steps: [baked, left, 'Answer: 84'],
    });
  });

  it('has no problem where the text asks nothing', () => {
    expect(splitPaste(`${baked}\n\n${left}`)).toMatchObject({ problem: '', steps: [baked, left] });
    expect(splitPaste(`Step 1: ${baked}\nStep 2: ${left}`).problem).toBe('');
  });

  it('takes an imperative for a question, and a problem of several paragraphs whole', () => {
    expect(splitPaste('Compute $2 + 2$.\n\nIt is 4.\n\nDone.').problem).toBe('Compute $2 + 2$.');
    const problem = 'Tom has 3 apples.\n\nHow many does he have after eating one?';
    expect(splitPaste(`${problem}\n\nHe has 2.\n\nDone.`).problem).toBe(problem);
  });

  it('cuts sentences neither in numbers nor after abbreviations nor in formulas', () => {
    expect(
      splitSteps('Mr. Li has 3.5 kg, e.g. of tea. So $x = 1. Y$ holds. J. K. Smith has 2! Done.'),
    ).toEqual([
      'Mr. Li has 3.5 kg, e.g. of tea.',
      'So $x = 1. Y$ holds.',
      'J. K. Smith has 2!',
      'Done.',
    ]);
    expect(splitSteps('一加一等于二。所以是二。')).toEqual(['一加一等于二。', '所以是二。']);
  });

  it('joins lines that were only wrapped', () => {
    const text =
      'The bakery fills all of its trays with\nrolls. Then it sells more than half of\nthem before noon.';
    expect(splitSteps(text)).toEqual([
      'The bakery fills all of its trays with\nrolls.',
      'Then it sells more than half of\nthem before noon.',
    ]);
  });

  it('keeps what a user says later in a chat', () => {
    expect(
      splitPaste('User: What is 1 + 1?\nAssistant: It is 3.\nUser: Sure?\nAssistant: 2.'),
    ).toEqual({
      problem: 'What is 1 + 1?',
      steps: ['It is 3.', 'User: Sure?', '2.'],
      format: 'chat',
    });
  });

  it('takes right-to-left text, emoji and zero-width characters as they come', () => {
    expect(splitPaste('كم يبقى؟\n\nالأول\n\n\u200B\n\nالثاني 👩‍👩‍👧')).toEqual({
      problem: 'كم يبقى؟',
      steps: ['الأول', 'الثاني 👩‍👩‍👧'],
      format: 'paragraphs',
    });
  });

  it('has no steps for a blank text, and shows a text of marks as it is', () => {
    for (const text of ['', ' \n\t\r\n', '\u200B\uFEFF', '\0']) {
      expect(splitPaste(text)).toEqual({ problem: '', steps: [], format: 'empty' });
    }
    expect(splitPaste('1.').steps).toEqual(['1.']);
    expect(splitSteps('')).toEqual([]);
  });

  it('treats broken, deep and polluting JSON as text', () => {
    for (const text of ['{"problem": ', `${'['.repeat(60_000)}`, '{"__proto__": {"steps": []}}']) {
      const { problem, steps } = splitPaste(text);
      expect(problem + steps.join('')).toBe(text.trim());
    }
  });

  it('loses no letter or digit, whatever separates them', () => {
    const piece = fc.constantFrom(
      ...['apple', 'Tom', 'x', '7', '3.5', ' ', '\n', '\n\n', '. ', '? ', '$', '\\[', '\\]', '$$'],
      ...['```', '- ', '* ', '**', '# ', '> ', ': ', '(', ')', '😀', 'é', '\u200D', '\t', '[', '{'],
    );
    const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const { problem, steps } = splitPaste(text);
        expect(letters(problem + steps.join(''))).toBe(letters(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('gives trimmed, non-empty steps, the same again when joined by blank lines', () => {
    const word = fc.constantFrom('We add', 'So it is', 'Then x = 4', 'Half of 8 is 4');
    fc.assert(
      fc.property(fc.array(word, { minLength: 2, maxLength: 8 }), (words) => {
        const steps = words.map((text, i) => `${text} in place ${i}.`);
        expect(splitSteps(steps.join('\n\n'))).toEqual(steps);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const step of splitPaste(text).steps) expect(step.trim()).toBe(step);
      }),
    );
  });

  it.each([
    ...['a', ' ', '\n', '\0', '. ', '.', '? ', '1. ', '1.\n', 'Step 1: ', 'Step 1:\n', '**', '# '],
    ...['# a\n', '#### 5\n', 'a:\n\n- b\n\n', 'Assistant: a\n'],
    ...[
      'User:\n',
      'User: a\nAssistant: b\n',
      '$',
      '$a ',
      '\\[',
      '```\n',
      '[asy]',
      '<<1=',
      '####\n',
    ],
    ...[
      '{"',
      '[1,',
      '[',
      '1,',
      '1+',
      '\u200B',
      '😀',
      '一。',
      'Mr. ',
      ', find ',
      'Problem:\n',
      '[INST]',
    ],
  ])('is quick on 100 kB of %j', (piece) => {
    isQuick(() => splitPaste(piece.repeat(100_000 / piece.length)));
    isQuick(() => splitPaste(`What is 5?\n\n${piece.repeat(100_000 / piece.length)}`));
  });
});

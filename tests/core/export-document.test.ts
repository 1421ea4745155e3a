import { describe, expect, it } from 'vitest';
import { toLatex, toMarkdown } from '../../src/core/export-document.ts';

const document = {
  problem: 'A shop takes 10% off $5_000. How much is left?',
  steps: ['The discount is $0.1 \\times 5000 = 500$.', ' ', 'So 5000 − 500 = *4400* is left.'],
  model: 'tiny@1',
  prm: [0.97, 0.06],
  threshold: 0.5,
};

describe('toMarkdown', () => {
  it('numbers the steps with their probabilities, marks the first error, and keeps formulas', () => {
    expect(toMarkdown(document)).toBe(
      [
        'A shop takes 10% off \\$5\\_000. How much is left?',
        '',
        '1. The discount is $0.1 \\times 5000 = 500$. **0.97**',
        '2. So 5000 − 500 = \\*4400\\* is left. **0.06** *(first error)*',
        '',
        'The numbers are the probabilities, by the model tiny@1, that all is right up to there.',
        '',
      ].join('\n'),
    );
  });

  it('leaves out what there is not: problem, scores, marks', () => {
    const bare = { ...document, problem: '', model: null, prm: null };
    expect(toMarkdown(bare)).toBe(
      '1. The discount is $0.1 \\times 5000 = 500$.\n2. So 5000 − 500 = \\*4400\\* is left.\n',
    );
  });

  it('keeps the lines of a step inside its item, and never passes HTML on', () => {
    const text = toMarkdown({ ...document, problem: '', steps: ['one\ntwo <b>'], prm: null });
    expect(text).toBe('1. one\n    two \\<b\\>\n');
  });
});

describe('toLatex', () => {
  it('is a document of its own, special characters escaped, formulas as they are', () => {
    const lines = toLatex(document).split('\n');
    expect(lines[0]).toBe('\\documentclass{article}');
    expect(lines).toContain('A shop takes 10\\% off \\$5\\_000. How much is left?');
    expect(lines).toContain(
      '  \\item The discount is $0.1 \\times 5000 = 500$.\\hfill\\textbf{0.97}',
    );
    expect(lines).toContain(
      '  \\item So 5000 $-$ 500 = *4400* is left. \\emph{(first error)}\\hfill\\textbf{0.06}',
    );
    expect(lines.at(-2)).toBe('\\end{document}');
  });

  it('lets no command through that the text holds outside of formulas', () => {
    const text = toLatex({ ...document, problem: '\\input{/etc/passwd} ^~', prm: null });
    expect(text).toContain(
      '\\textbackslash{}input\\{/etc/passwd\\} \\textasciicircum{}\\textasciitilde{}',
    );
  });
});

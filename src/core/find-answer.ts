const STATED =
  /\banswers?(?:\s+(?:to\s+[^.:=\n]{1,60}?\s+)?(?:is|are|was|would\s+be|equals|comes\s+to)\s*:?|\s*[:=])\s*(?<answer>[^\n]*)/giu;
const HASHED = /####[ \t]*(?<answer>[^\n]*)/g;
const NUMBER =
  /[-−]?\s?[$€£¥₹]?\s?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:\s*\/\s*\d+)?|\.\d+)(?:\s?%)?/g;
// A stop ends the sentence unless a digit follows, as in 3.5.
const SENTENCE = /[.!?](?=\s|["'”’*)\]]*$)/;

/**
 * The final answer that a solution's text states, as it is written there: what its last `\boxed{}`
 * holds, else what follows its last `####`, else its last "the answer is", else the last number of
 * its last line. Null where there is none of these.
 */
export function findAnswer(text: string): string | null {
  return boxed(text) ?? last(text, HASHED) ?? stated(text) ?? lastNumber(text);
}

function boxed(text: string): string | null {
  const start = Math.max(text.lastIndexOf('\\boxed'), text.lastIndexOf('\\fbox'));
  if (start < 0) return null;
  const open = text.indexOf('{', start);
  if (open < 0 || text.slice(start, open).trim().includes(' ')) return null;
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === '{') depth++;
    else if (text[i] === '}' && --depth === 0) return nonBlank(text.slice(open + 1, i));
  }
  return null;
}

function stated(text: string): string | null {
  const found = last(text, STATED);
  if (found === null) return null;
  const end = SENTENCE.exec(found);
  return nonBlank(end ? found.slice(0, end.index) : found);
}

function lastNumber(text: string): string | null {
  const line = text.trimEnd().split('\n').at(-1) ?? '';
  return nonBlank(Array.from(line.matchAll(NUMBER)).at(-1)?.[0] ?? '');
}

function last(text: string, pattern: RegExp): string | null {
  const answers = Array.from(text.matchAll(pattern), (match) => match.groups?.answer ?? '');
  return nonBlank(answers.at(-1) ?? '');
}

function nonBlank(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

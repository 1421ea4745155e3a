import { beforeEach, describe, expect, it } from 'vitest';
import { locale, speak } from '../../src/i18n/locale.svelte.ts';
import { examples } from '../../src/views/score/examples/index.ts';

type Module = Readonly<Record<string, unknown>>;

const english = import.meta.glob<Module>('../../src/i18n/en/*.ts', { eager: true });
const chinese = import.meta.glob<Module>('../../src/i18n/zh-cn/*.ts', { eager: true });

/** Names, symbols and numbers that are the same in both languages. */
const same = new Set([
  ...['score.keys.0.0', 'score.keys.1.0', 'score.keys.2.0', 'score.keys.5.0'],
  ...['tour.draws.lines.prm', 'tour.draws.lines.orm', 'tour.draws.lines.pass'],
  ...['tour.draws.rate()', 'tour.draws.size()'],
  ...['curve.lines.prm.name', 'curve.lines.orm.name', 'curve.lines.pass.name', 'curve.n()'],
]);

/** Something that messages can take for a number, a text or a list. */
const sample = Object.assign([2, 3], {
  toLowerCase: () => 'x',
  [Symbol.toPrimitive]: () => 2,
});

/** All messages under a value, each with its path; functions as what they say of `sample`. */
function* messagesOf(value: unknown, path: string): Generator<[path: string, message: unknown]> {
  if (typeof value === 'function') {
    const say = value as (...values: unknown[]) => unknown;
    yield [`${path}()`, say(...Array.from({ length: say.length }, () => sample))];
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) yield* messagesOf(one, `${path}.${key}`);
  } else yield [path, value];
}

const nameOf = (file: string): string => /([^/]+)\.ts$/.exec(file)?.[1] ?? '';
const englishAreas = Object.entries(english).map(([file, module]) => {
  const name = nameOf(file);
  return [name, new Map(messagesOf(module[name], name))] as const;
});

/** The Chinese messages of an area. */
function inChinese(name: string): ReadonlyMap<string, unknown> {
  const module = chinese[`../../src/i18n/zh-cn/${name}.ts`];
  return new Map(messagesOf(module?.default, name));
}

// Numbers within messages follow the language of now.
beforeEach(() => {
  speak('zh-CN');
});

describe.each(englishAreas)('%s', (name, messages) => {
  it('says the same things in Chinese', () => {
    expect(messages.size).toBeGreaterThan(0);
    expect([...inChinese(name).keys()].sort()).toEqual([...messages.keys()].sort());
  });

  it('has words for all of them, in Chinese other ones', () => {
    const wordless = [...messages, ...inChinese(name)].filter(
      ([, message]) => typeof message !== 'string' || message.trim() === '',
    );
    expect(wordless).toEqual([]);
    const untranslated = [...inChinese(name)].filter(
      ([path, message]) => message === messages.get(path) && !same.has(path),
    );
    expect(untranslated).toEqual([]);
  });

  it('marks the same words in both', () => {
    const marks = (message: unknown): string[] =>
      Array.from(String(message).matchAll(/<\/?\w+>/g), ([mark]) => mark).sort();
    for (const [path, message] of inChinese(name)) {
      expect([path, marks(message)]).toEqual([path, marks(messages.get(path))]);
    }
  });
});

describe('the worked examples', () => {
  it('are introduced in both languages, and stay in English themselves', async () => {
    const words = chinese['../../src/i18n/zh-cn/examples.ts']?.default as Module;
    expect(Object.keys(words).sort()).toEqual(examples.map(({ id }) => id).sort());
    await expect.poll(() => examples[0]?.title).toMatch(/\p{Script=Han}/u);
    for (const { title, lesson, note, problem, steps } of examples) {
      for (const text of [title, lesson, note]) expect(text).toMatch(/\p{Script=Han}/u);
      for (const text of [problem, ...steps]) expect(text).not.toMatch(/\p{Script=Han}/u);
    }
    speak('en');
    expect(locale()).toBe('en');
    for (const { title, lesson, note } of examples)
      expect(title + lesson + note).not.toMatch(/\p{Script=Han}/u);
  });
});

it('Every area has an English file and a Chinese one', () => {
  const names = (modules: Readonly<Record<string, Module>>): string[] =>
    Object.keys(modules).map(nameOf).sort();
  // What is said of the examples in English stands with them.
  expect(names(chinese)).toEqual([...names(english), 'examples'].sort());
});

import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { findEquations } from '../../src/core/arithmetic.ts';
import { exportSolutions } from '../../src/core/export-solution.ts';
import { readRecords } from '../../src/core/import-solution.ts';
import { parseLesson } from '../../src/core/lesson.ts';
import { parseManifest } from '../../src/core/manifest.ts';
import { splitMath } from '../../src/core/math-segments.ts';
import { parseScoreLine } from '../../src/core/score-line.ts';
import { fromShareFile, fromShareLink, toShareFile } from '../../src/core/share-link.ts';
import { splitPaste } from '../../src/core/split-steps.ts';
import { readBundle } from '../../src/engine/model-bundle.ts';
import { parseModelIndex } from '../../src/engine/model-index.ts';
import { parseUnpacking } from '../../src/engine/unpack-int8.ts';
import { parseChoices } from '../../src/state/preferences.svelte.ts';
import { parseSavedDraft } from '../../src/state/saved-draft.ts';

/** One way in which something from outside comes in: a text of what form, and who reads it. */
export interface Parser {
  /** Inputs: some that are right, some nearly, some nothing of the kind. */
  readonly inputs: fc.Arbitrary<string>;
  /** Reads one; may refuse it by throwing, or by a rejection. */
  readonly parse: (input: string) => unknown;
}

const solution = {
  problem: 'How many are left?',
  steps: ['First 15 × 12 = 180.', 'Then $180 - 96 = 94$.'],
  answer: '94',
  labels: [true, false],
};
const shared = {
  kind: 'solution',
  problem: solution.problem,
  steps: solution.steps,
  model: 'tiny@1',
  prm: [0.9, 0.1],
  aggregation: 'min',
  threshold: 0.4,
} as const;
const fixture = (name: string): string => readFileSync(`tests/fixtures/models/${name}`, 'utf8');

const fragments = fc.constantFrom(
  ...['{', '}', '[', ']', '"', '\\', ',', ':', 'null', '1e999', '-0', '"__proto__"', '\u0000'],
  ...['\ud800', '\n', '$', '$$', '\\(', '\\frac{', '=', '12 × 15 = 180', '1.', 'Step 2:', '\u202e'],
);
const rubbish = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fragments, { maxLength: 200 }).map((parts) => parts.join('')),
  fc.json({ maxDepth: 6 }),
  fc.integer({ min: 1, max: 20_000 }).map((depth) => '['.repeat(depth)),
);

/** A right text with some of its characters replaced, dropped or doubled. */
function damaged(text: string): fc.Arbitrary<string> {
  const edit = fc.tuple(fc.nat(text.length), fc.nat(20), fc.oneof(fragments, fc.constant('')));
  return fc
    .array(edit, { maxLength: 6 })
    .map((edits) =>
      edits.reduce(
        (now, [at, length, put]) => now.slice(0, at) + put + now.slice(at + length),
        text,
      ),
    );
}

/** A right JSON text in which one value anywhere is another. */
function twisted(text: string): fc.Arbitrary<string> {
  const places = [
    ...text.matchAll(
      /(?<=[:[,]\s*)(?:"(?:[^"\\]|\\.)*"|-?[\d.e+-]+|true|false|null)(?=\s*[,\]}])/gi,
    ),
  ];
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }).map((one) => JSON.stringify(one)),
    fragments,
  );
  return fc.tuple(fc.nat(Math.max(places.length - 1, 0)), value).map(([index, put]) => {
    const place = places[index];
    if (!place) return put;
    return text.slice(0, place.index) + put + text.slice(place.index + place[0].length);
  });
}

const variationsOf = (...texts: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(rubbish, ...texts.flatMap((text) => [damaged(text), twisted(text)]));

const link = (json: string): string => `#s1.${deflateRawSync(json).toString('base64url')}`;
const asJson = (parse: (json: unknown) => unknown) => (text: string) => parse(JSON.parse(text));
const json = (text: string): fc.Arbitrary<string> =>
  fc.oneof(fc.json({ maxDepth: 6 }), twisted(text)).filter(isJson);

/** Every parser of what comes from outside, by what it reads. */
export const parsers: Readonly<Record<string, Parser>> = {
  'a pasted text': {
    inputs: variationsOf(`${solution.problem}\n\n1. ${solution.steps.join('\n2. ')}`),
    parse: splitPaste,
  },
  'a pasted step’s formulas': { inputs: variationsOf(solution.steps.join(' ')), parse: splitMath },
  'a pasted step’s equations': {
    inputs: variationsOf(solution.steps.join(' ')),
    parse: findEquations,
  },
  'a file of solutions': {
    inputs: variationsOf(
      ...(['prm800k', 'processbench', 'trl'] as const).map((f) => exportSolutions([solution], f)),
    ),
    parse: (text) => readRecords(text),
  },
  'a line for the command': {
    inputs: variationsOf(JSON.stringify({ id: 1, ...solution })),
    parse: (text) => parseScoreLine(text, 1),
  },
  'a share link': {
    inputs: fc.oneof(
      variationsOf(link(JSON.stringify(shared))),
      variationsOf(JSON.stringify(shared)).map(link),
    ),
    parse: fromShareLink,
  },
  'a lesson’s file': {
    inputs: variationsOf(readFileSync('tests/fixtures/lessons/two-cases.json', 'utf8')),
    parse: parseLesson,
  },
  'a shared file': { inputs: variationsOf(toShareFile(shared)), parse: fromShareFile },
  'a model as a file': {
    inputs: variationsOf(
      `STEPWISE MODEL 1\n\u0020\u0000\u0000\u0000{"model":"tiny@1","files":[]}  `,
    ),
    parse: (text) => readBundle(new Blob([text])),
  },
  'a model’s manifest': {
    inputs: json(fixture('tiny/manifest.json')),
    parse: asJson(parseManifest),
  },
  'a list of models': { inputs: json(fixture('index.json')), parse: asJson(parseModelIndex) },
  'a model’s table of matrices': {
    inputs: json(fixture('tiny-int8/unpacking.json')),
    parse: asJson(parseUnpacking),
  },
  'a stored draft': {
    inputs: json(JSON.stringify({ ...shared, origin: null })),
    parse: asJson(parseSavedDraft),
  },
  'stored preferences': {
    inputs: json(
      '{"theme": "dark", "palette": "red-green", "threshold": 0.4, "aggregation": null}',
    ),
    parse: asJson(parseChoices),
  },
};

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

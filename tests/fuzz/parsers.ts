import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { answerKey } from '../../src/core/answer-value.ts';
import { findEquations } from '../../src/core/arithmetic.ts';
import { exportSolutions } from '../../src/core/export-solution.ts';
import { findAnswer } from '../../src/core/find-answer.ts';
import { readRecords } from '../../src/core/import-solution.ts';
import { parseLesson } from '../../src/core/lesson.ts';
import { parseManifest } from '../../src/core/manifest.ts';
import { splitMath } from '../../src/core/math-segments.ts';
import {
  parsePoolAbout,
  parsePoolIndex,
  parsePoolNumbers,
  parsePoolTexts,
} from '../../src/core/pool-files.ts';
import { parsePoolLine } from '../../src/core/pool-line.ts';
import { readPool, toPoolProblem } from '../../src/core/read-pool.ts';
import { parseScoreLine } from '../../src/core/score-line.ts';
import { fromCurveLink } from '../../src/core/share-curve.ts';
import { fromShareFile, fromShareLink, toShareFile } from '../../src/core/share-link.ts';
import { splitPaste } from '../../src/core/split-steps.ts';
import { readBundle } from '../../src/engine/model-bundle.ts';
import { parseModelIndex } from '../../src/engine/model-index.ts';
import { parseUnpacking } from '../../src/engine/unpack-int8.ts';
import { listLessons } from '../../src/state/lesson-library.ts';
import { parseChoices } from '../../src/state/preferences.svelte.ts';
import { parseSavedDraft, parseSavedDrafts } from '../../src/state/saved-draft.ts';
import { parseNotes } from '../../src/state/tour-notes.ts';
import { parseEmbedRequest } from '../../src/views/embed/embed-request.ts';

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
const figure = {
  kind: 'curve',
  pool: { from: 'site', id: 'fixture' },
  source: null,
  aggregation: 'product',
  neutral: 'positive',
  lines: ['prm', 'majority'],
  band: 'problems',
  paper: false,
  n: 16,
};
const draw = { ...figure, kind: 'draw', problem: 'fixture-1', seed: 7, draws: 2 };
const poolLine = {
  id: 'a',
  problem: solution.problem,
  reference: '84',
  samples: [
    { steps: solution.steps, answer: '94', correct: false, prm: [0.9, 0.1], orm: 0.2 },
    { steps: ['The answer is \\boxed{\\frac{168}{2}}.'], prm: [0.8], neutral: [0.1], orm: 0.7 },
    { prm: [0.5], answer: null },
  ],
};
const poolNumbers = {
  format: 1,
  id: 'fixture',
  about: JSON.parse(fixture('pool-about.json')) as unknown,
  problems: [
    {
      id: 'a',
      answers: ['84', '94'],
      answer: [0, 1, -1],
      right: [0],
      steps: [2, 1, 1],
      prm: [0.9, 0.8, 0.1, 0.5],
      orm: [0.9, 0.2, 0.1],
    },
  ],
};
const poolTexts = {
  id: 'a',
  problem: solution.problem,
  reference: '84',
  steps: solution.steps,
  samples: [[0, 1], [1]],
};

function fixture(name: string): string {
  return readFileSync(`tests/fixtures/${name}`, 'utf8');
}

const fragments = fc.constantFrom(
  ...['{', '}', '[', ']', '"', '\\', ',', ':', 'null', '1e999', '-0', '"__proto__"', '\u0000'],
  ...['\ud800', '\n', '$', '$$', '\\(', '\\frac{', '=', '12 × 15 = 180', '1.', 'Step 2:', '\u202e'],
);
/** Whatever takes a parser long takes it longest when there is nothing else. */
const repeated = fc
  .tuple(fc.array(fragments, { minLength: 1, maxLength: 4 }), fc.nat(20_000))
  .map(([parts, length]) => parts.join('').repeat(length / parts.join('').length));
const rubbish = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fragments, { maxLength: 200 }).map((parts) => parts.join('')),
  fc.json({ maxDepth: 6 }),
  repeated,
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
  fc.oneof(
    rubbish,
    fc.constantFrom(...texts),
    ...texts.flatMap((text) => [damaged(text), twisted(text)]),
  );

const link = (json: string, version = 1): string =>
  `#s${version}.${deflateRawSync(json).toString('base64url')}`;
/** A model as a file: its header is as long as it says. */
const bundle = (header: string): string =>
  `STEPWISE MODEL 1\n${String.fromCharCode(header.length % 128)}\0\0\0${header.slice(0, header.length % 128)}`;
const asJson = (parse: (json: unknown) => unknown) => (text: string) => parse(JSON.parse(text));
const json = (text: string): fc.Arbitrary<string> =>
  fc.oneof(fc.json({ maxDepth: 6 }), fc.constant(text), twisted(text)).filter(isJson);

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
  'a solution’s answer': {
    inputs: variationsOf(
      'So \\boxed{\\frac{168}{2}}.\n#### $1,084.50\nThe answer is 84 rolls or 3/4 of 112.',
    ),
    parse: (text) => answerKey(findAnswer(text) ?? text),
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
  'a link to a figure or a draw': {
    inputs: fc.oneof(
      variationsOf(link(JSON.stringify(figure), 2)),
      variationsOf(JSON.stringify(figure), JSON.stringify(draw)).map((text) => link(text, 2)),
    ),
    parse: fromCurveLink,
  },
  'the address of a frame': {
    inputs: variationsOf('#/lesson/first-errors', '#/example/bakery', '#/curve'),
    parse: parseEmbedRequest,
  },
  'a line of a pool': {
    inputs: variationsOf(JSON.stringify(poolLine)),
    parse: (text) => toPoolProblem(parsePoolLine(text, 1)),
  },
  'a pool’s file': {
    inputs: variationsOf(`${JSON.stringify(poolLine)}\n${JSON.stringify({ ...poolLine, id: 2 })}`),
    parse: readPool,
  },
  'a recorded pool’s numbers': {
    inputs: json(JSON.stringify(poolNumbers)),
    parse: asJson(parsePoolNumbers),
  },
  'a recorded pool’s texts': {
    inputs: json(JSON.stringify(poolTexts)),
    parse: asJson(parsePoolTexts),
  },
  'what a recorded pool says of itself': {
    inputs: json(fixture('pool-about.json')),
    parse: asJson(parsePoolAbout),
  },
  'a list of recorded pools': {
    inputs: json(fixture('pools/index.json')),
    parse: asJson(parsePoolIndex),
  },
  'a list of lessons': {
    inputs: json(fixture('lessons/index.json')),
    parse: (text) =>
      listLessons('https://site.invalid/', (url) => {
        const isList = url instanceof URL && url.pathname === '/lessons/index.json';
        return Promise.resolve(new Response(isList ? text : null, { status: isList ? 200 : 404 }));
      }),
  },
  'a lesson’s file': {
    inputs: variationsOf(fixture('lessons/two-cases.json')),
    parse: parseLesson,
  },
  'a shared file': { inputs: variationsOf(toShareFile(shared)), parse: fromShareFile },
  'a model as a file': {
    inputs: fc.oneof(
      variationsOf(bundle('{"model":"tiny@1","files":[]}')),
      variationsOf('{"model":"tiny@1","files":[]}').map(bundle),
    ),
    parse: (text) => readBundle(new Blob([text])),
  },
  'a model’s manifest': {
    inputs: json(fixture('models/tiny/manifest.json')),
    parse: asJson(parseManifest),
  },
  'a list of models': {
    inputs: json(fixture('models/index.json')),
    parse: asJson(parseModelIndex),
  },
  'a model’s table of matrices': {
    inputs: json(fixture('models/tiny-int8/unpacking.json')),
    parse: asJson(parseUnpacking),
  },
  'a stored draft': {
    inputs: json(JSON.stringify({ ...shared, origin: null })),
    parse: asJson(parseSavedDraft),
  },
  'stored drafts': {
    inputs: json(JSON.stringify([{ ...shared, origin: null }])),
    parse: asJson(parseSavedDrafts),
  },
  'stored notes of the tour': {
    inputs: json('{"stop":"lucky","marked":2,"isMarkedShown":true,"rated":[1,0,null]}'),
    parse: asJson(parseNotes),
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

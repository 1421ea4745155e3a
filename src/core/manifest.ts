import * as v from 'valibot';
import { aggregationNames } from './aggregate.ts';
import { parseContract } from './parse-contract.ts';

// Static hosts refuse files of 25 MiB; shards are cut at 24 MiB, and padding may follow the cut.
const MAX_FILE_BYTES = 24 * 2 ** 20 + 2 ** 16;
const MAX_TOKENS = 2 ** 15;

const shortText = v.pipe(v.string(), v.nonEmpty(), v.maxLength(300));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 20));
const tokenId = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 24));

// Plain names only: no scheme, no leading slash, no dot segment, nothing that a URL would decode.
const relativePath = v.pipe(
  v.string(),
  v.maxLength(200),
  v.regex(
    /^(?!\.{1,2}(?:\/|$))[\w.-]+(?:\/(?!\.{1,2}(?:\/|$))[\w.-]+)*$/,
    'must be a relative path of plain names, without "..", scheme or query',
  ),
);

const file = v.object({
  path: relativePath,
  bytes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_FILE_BYTES)),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits')),
});

const tokenIds = v.pipe(v.array(tokenId), v.maxLength(64), v.readonly());

const head = v.object({
  output: shortText,
  labels: shortText,
  aggregation: v.picklist(aggregationNames),
});

const weight = v.pipe(v.number(), v.minValue(-1e3), v.maxValue(1e3));

// The graph's output of what the next token costs its language model, and how that weighs.
const surprise = v.object({
  output: shortText,
  /** The ids of digits. */
  numbers: tokenIds,
  bias: weight,
  token: weight,
  number: weight,
});

const selfTest = v.pipe(
  v.object({
    ids: v.pipe(v.array(tokenId), v.minLength(1), v.maxLength(MAX_TOKENS), v.readonly()),
    positions: v.pipe(
      v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
      v.minLength(1),
      v.maxLength(MAX_TOKENS),
      v.readonly(),
    ),
    probabilities: v.pipe(v.array(share), v.maxLength(MAX_TOKENS), v.readonly()),
  }),
  v.forward(
    v.partialCheck(
      [['ids'], ['positions']],
      (test) => test.positions.every((position) => position < test.ids.length),
      'must all lie within the ids',
    ),
    ['positions'],
  ),
  v.forward(
    v.partialCheck(
      [['positions'], ['probabilities']],
      (test) => test.positions.length === test.probabilities.length,
      'must be as many as the positions',
    ),
    ['probabilities'],
  ),
);

const prose = v.pipe(v.string(), v.minLength(1), v.maxLength(1000));

const tradeoffPoint = v.object({ threshold: share, errors_found: share, right_spared: share });

const figure = v.object({
  name: shortText,
  label: shortText,
  value: v.pipe(v.number(), v.finite()),
  low: v.pipe(v.number(), v.finite()),
  high: v.pipe(v.number(), v.finite()),
  baselines: v.record(v.string(), v.pipe(v.number(), v.finite())),
  command: v.pipe(v.string(), v.maxLength(1000)),
});

const manifestSchema = v.pipe(
  v.object({
    format: v.literal(1),
    id: v.pipe(v.string(), v.maxLength(100), v.regex(/^[a-z0-9][a-z0-9._-]*$/)),
    version: shortText,
    name: shortText,
    licence: shortText,
    base: v.object({ name: shortText, licence: shortText }),
    architecture: v.object({
      layers: count,
      width: count,
      heads: count,
      kv_heads: count,
      head_dim: count,
      vocabulary: count,
    }),
    max_tokens: v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(MAX_TOKENS)),
    graph: file,
    weights: v.pipe(v.array(file), v.minLength(1), v.maxLength(64), v.readonly()),
    tokenizer: file,
    // A graph for WebAssembly that computes with 8-bit weights, unpacked from the 4-bit ones.
    wasm_graph: v.exactOptional(v.object({ graph: file, unpacking: file, tolerance: share })),
    template: v.object({
      before_problem: tokenIds,
      after_problem: tokenIds,
      step_end: v.pipe(tokenIds, v.minLength(1, 'must hold at least the token that is scored')),
    }),
    heads: v.object({ prm: head, orm: v.exactOptional(head) }),
    surprise: v.exactOptional(surprise),
    calibration: v.object({
      temperature: v.pipe(v.number(), v.minValue(1e-3), v.maxValue(1e3)),
      threshold: share,
      tradeoff: v.pipe(
        v.array(tradeoffPoint),
        v.maxLength(1000),
        v.check(
          (points) => points.every((p, i) => p.threshold > (points[i - 1]?.threshold ?? -1)),
          'must be sorted by threshold, each threshold once',
        ),
        v.readonly(),
      ),
    }),
    self_test: v.object({ short: selfTest, full: selfTest, tolerance: share }),
    // In its makers' words: what it learnt from, and where it fails.
    card: v.exactOptional(
      v.object({ summary: prose, limits: v.pipe(v.array(prose), v.maxLength(20), v.readonly()) }),
    ),
    figures: v.pipe(v.array(figure), v.maxLength(200), v.readonly()),
  }),
  v.forward(
    v.partialCheck(
      [['architecture', 'vocabulary'], ['template']],
      (manifest) =>
        Object.values(manifest.template)
          .flat()
          .every((id) => id < manifest.architecture.vocabulary),
      'must hold token ids of the vocabulary only',
    ),
    ['template'],
  ),
  v.forward(
    v.partialCheck(
      [['architecture', 'vocabulary'], ['max_tokens'], ['self_test']],
      ({ architecture, max_tokens, self_test }) =>
        [self_test.short, self_test.full].every(
          ({ ids }) => ids.length <= max_tokens && ids.every((id) => id < architecture.vocabulary),
        ),
      'must hold at most max_tokens ids, all of the vocabulary',
    ),
    ['self_test'],
  ),
);

/** What a model is, which files it consists of, and how to feed, calibrate and test it. */
export type Manifest = Readonly<v.InferOutput<typeof manifestSchema>>;
/** One file of a model: a relative path, its size in bytes and its SHA-256 in hex. */
export type ManifestFile = v.InferOutput<typeof file>;
/** At a threshold: shares, in [0, 1], of first errors found and of right solutions left alone. */
export type TradeoffPoint = v.InferOutput<typeof tradeoffPoint>;
/** One figure of a model's card, with its interval, its baselines and the command that measures it. */
export type Figure = v.InferOutput<typeof figure>;
/** How a step's surprise weighs in its logit: see `surprise.ts`. */
export type SurpriseWeights = v.InferOutput<typeof surprise>;
/**
 * Token ids with the probabilities that the model must give at these positions, each token taken for
 * a step of its own.
 */
export type SelfTest = v.InferOutput<typeof selfTest>;

/**
 * Returns a manifest from parsed JSON. Unknown keys are dropped; anything else that is missing, out
 * of bounds or contradictory throws a ContractError that names the field.
 */
export function parseManifest(json: unknown): Manifest {
  return parseContract(manifestSchema, json, 'manifest');
}

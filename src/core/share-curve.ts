import * as v from 'valibot';
import { aggregationNames } from './aggregate.ts';
import { clampedWhole } from './clamped.ts';
import { firstLines, lineNames } from './curve-lines.ts';
import { paperReading } from './curve-settings.ts';
import { bandKinds } from './curve-table.ts';
import { parseJson } from './parse-json.ts';
import { neutralSteps } from './pool.ts';
import { sealLink, unsealLink } from './share-envelope.ts';
import { ShareError } from './share-error.ts';
import { shareVersions } from './share-versions.ts';

const MAX_DEPTH = 4;
const MAX_SAMPLES = 20_000;
/** As many draws of one n as are made again for whoever follows a link. */
export const mostSharedDraws = 200;

const name = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200));

/** Which samples: a pool of the site, or a file that the link's maker has. */
const origin = v.variant('from', [
  v.object({ from: v.literal('site'), id: name }),
  v.object({ from: v.literal('file'), name }),
]);

/** What is missing or out of place in a view falls back; the samples must be named. */
const view = {
  pool: origin,
  source: v.fallback(v.nullable(name), null),
  aggregation: v.fallback(v.picklist(aggregationNames), paperReading.aggregation),
  neutral: v.fallback(v.picklist(neutralSteps), paperReading.neutral),
};

const curve = v.object({
  kind: v.literal('curve'),
  ...view,
  lines: v.fallback(
    v.pipe(v.array(v.picklist(lineNames)), v.maxLength(lineNames.length), v.readonly()),
    firstLines,
  ),
  band: v.fallback(v.picklist(bandKinds), 'problems'),
  /** Whether the paper's own figures are laid beside. */
  paper: v.fallback(v.boolean(), false),
  /** The n that is read; null for the last. */
  n: v.fallback(v.nullable(clampedWhole(1, MAX_SAMPLES)), null),
});

const draw = v.object({
  kind: v.literal('draw'),
  ...view,
  /** The problem that is drawn from, by its id. */
  problem: name,
  n: clampedWhole(1, MAX_SAMPLES),
  seed: clampedWhole(0, 2 ** 32 - 1),
  /** How often n was drawn; the last of these draws is on show. */
  draws: v.fallback(clampedWhole(1, mostSharedDraws), 1),
});

const shared = v.variant('kind', [curve, draw]);

/** A figure as it was set up: which samples, how they are read, what is shown. */
export type SharedCurve = Readonly<v.InferOutput<typeof curve>>;
/** A draw of n samples of one problem, which its seed makes again. */
export type SharedDraw = Readonly<v.InferOutput<typeof draw>>;

/** The part of an address that carries a figure or a draw, from its `#` on. */
export function toCurveLink(value: SharedCurve | SharedDraw): Promise<string> {
  return sealLink(shareVersions.curve, v.parse(shared, value));
}

/** What such a link carries; throws a ShareError that says what is wrong with it. */
export async function fromCurveLink(link: string): Promise<SharedCurve | SharedDraw> {
  const { version, json } = await unsealLink(link);
  if (version !== shareVersions.curve) throw new ShareError('not-a-figure');
  try {
    return v.parse(shared, parseJson(json, MAX_DEPTH));
  } catch {
    throw new ShareError('not-a-figure');
  }
}

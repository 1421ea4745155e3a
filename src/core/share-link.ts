import * as v from 'valibot';
import { aggregationNames } from './aggregate.ts';
import { clamped } from './clamped.ts';
import { parseJson } from './parse-json.ts';
import { longestText, sealLink, unsealLink } from './share-envelope.ts';
import { ShareError } from './share-error.ts';
import { shareVersions } from './share-versions.ts';

/** A longer address is cut by mail programs and refused by some chats. */
const MAX_LINK = 8000;
const MAX_DEPTH = 8;

const text = v.pipe(v.string(), v.maxLength(100_000));

/** What is missing or out of place in the view falls back; the text itself must be there. */
const solution = v.object({
  kind: v.literal('solution'),
  problem: text,
  steps: v.pipe(v.array(text), v.minLength(1), v.maxLength(2000), v.readonly()),
  /** The model that gave the scores, as `id@version`. */
  model: v.fallback(v.nullable(v.pipe(v.string(), v.maxLength(500))), null),
  /** A probability for each step that has text; null where they are not all known. */
  prm: v.fallback(
    v.nullable(v.pipe(v.array(clamped(0, 1)), v.maxLength(2000), v.readonly())),
    null,
  ),
  /** How it was looked at; null follows the model. */
  aggregation: v.fallback(v.nullable(v.picklist(aggregationNames)), null),
  threshold: v.fallback(v.nullable(clamped(0.01, 0.99)), null),
});

/** A solution as a link or a file carries it, with its scores and the view of it. */
export type SharedSolution = Readonly<v.InferOutput<typeof solution>>;

/** A sign at the head of a shared file, by which it is told from other JSON. */
const fileFormat = 'stepwise-share-1';

/**
 * The part of an address that carries `shared`, from its `#` on; null where it would be longer than
 * a link should be. Probabilities are rounded to four digits.
 */
export async function toShareLink(shared: SharedSolution): Promise<string | null> {
  const link = await sealLink(shareVersions.solution, fieldsOf(shared));
  return link.length <= MAX_LINK ? link : null;
}

/** What such a link carries; throws a ShareError that says what is wrong with it. */
export async function fromShareLink(link: string): Promise<SharedSolution> {
  const { version, json } = await unsealLink(link);
  if (version !== shareVersions.solution) throw new ShareError('not-a-solution');
  return validate(json);
}

/** `shared` as the text of a file, for what is too large for a link. */
export function toShareFile(shared: SharedSolution): string {
  return `${JSON.stringify({ format: fileFormat, ...fieldsOf(shared) }, null, 1)}\n`;
}

/** What such a file carries; null for any other text, a ShareError for a broken one. */
export function fromShareFile(text: string): SharedSolution | null {
  if (!text.slice(0, 200).includes(fileFormat)) return null;
  if (text.length > longestText) throw new ShareError('too-large');
  return validate(text);
}

function fieldsOf(shared: SharedSolution): SharedSolution {
  const { kind, problem, steps, model, prm, aggregation, threshold } = shared;
  const rounded = prm && prm.map((probability) => Number(probability.toFixed(4)));
  return { kind, problem, steps, model, prm: rounded, aggregation, threshold };
}

function validate(json: string): SharedSolution {
  try {
    const shared = v.parse(solution, parseJson(json, MAX_DEPTH));
    const written = shared.steps.filter((step) => step.trim() !== '').length;
    return shared.prm?.length === written ? shared : { ...shared, prm: null };
  } catch {
    throw new ShareError('not-a-solution');
  }
}

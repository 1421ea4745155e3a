import type { PoolProblem } from '../core/pool.ts';
import type { ProblemRecord } from '../core/pool-line.ts';
import {
  parsePoolIndex,
  parsePoolNumbers,
  parsePoolTexts,
  type PoolAbout,
  type PoolIndex,
} from '../core/pool-files.ts';
import { toPoolProblem } from '../core/read-pool.ts';
import { readJson } from './read-json.ts';

/** One problem's words; a pool of numbers alone has none. */
export interface ProblemWords {
  readonly problem: string | null;
  readonly reference: string | null;
  /** Each sample's steps; null where the pool does not hold them. */
  readonly samples: readonly (readonly string[] | null)[];
}

/** A pool on show: its numbers at once, its words a problem at a time. */
export interface OpenPool {
  /** The recorded pool's name in the site's index; null for a visitor's own. */
  readonly id: string | null;
  readonly title: string;
  /** What a recorded pool says of itself; null for a visitor's own. */
  readonly about: PoolAbout | null;
  readonly problems: readonly PoolProblem[];
  words(problem: number): Promise<ProblemWords>;
}

/**
 * The pools that the site publishes in `pools/` beside the page; null where it publishes none.
 * Rejects with a ContractError where the index is broken.
 */
export async function listRecordedPools(
  page: string,
  get: typeof fetch,
): Promise<PoolIndex | null> {
  const index = await readJson(new URL('pools/index.json', page), get);
  return index === null ? null : parsePoolIndex(index);
}

/**
 * The site's default recorded pool; null where the site publishes none. Rejects with a ContractError
 * where a file is broken.
 */
export async function openRecordedPool(page: string, get: typeof fetch): Promise<OpenPool | null> {
  const index = await listRecordedPools(page, get);
  return index && openListedPool(index.default, page, get);
}

/** A recorded pool by its name in the index; rejects with a ContractError where a file is broken. */
export async function openListedPool(
  id: string,
  page: string,
  get: typeof fetch,
): Promise<OpenPool> {
  const folder = new URL(`pools/${id}/`, page);
  const { numbers, problems } = parsePoolNumbers(
    await readJson(new URL('numbers.json', folder), get),
  );
  return {
    id,
    title: numbers.about.title,
    about: numbers.about,
    problems,
    async words(problem) {
      const name = problems[problem]?.id ?? '';
      return parsePoolTexts(await readJson(new URL(`texts/${name}.json`, folder), get));
    },
  };
}

/** The sets that a pool's problems are from, in their order; empty where not all of them say so. */
export function sourcesOf({ problems }: OpenPool): readonly string[] {
  const sources = new Set<string>();
  for (const { source } of problems) {
    if (source === null) return [];
    sources.add(source);
  }
  return [...sources];
}

/** The part of a pool whose problems are from one set. */
export function partFrom(source: string, pool: OpenPool): OpenPool {
  const places = [...pool.problems.keys()].filter((at) => pool.problems[at]?.source === source);
  return {
    ...pool,
    problems: places.flatMap((at) => pool.problems[at] ?? []),
    words: (problem) => pool.words(places[problem] ?? -1),
  };
}

/** A visitor's own pool, out of its file's lines. */
export function openOwnPool(title: string, records: readonly ProblemRecord[]): OpenPool {
  return {
    id: null,
    title,
    about: null,
    problems: records.map(toPoolProblem),
    words: (problem) => Promise.resolve(wordsOf(records[problem])),
  };
}

function wordsOf(record: ProblemRecord | undefined): ProblemWords {
  return {
    problem: record?.problem ?? null,
    reference: record?.reference ?? null,
    samples: record?.samples.map(({ steps }) => steps) ?? [],
  };
}

import type { PoolProblem } from '../core/pool.ts';
import type { ProblemRecord } from '../core/pool-line.ts';
import {
  parsePoolIndex,
  parsePoolNumbers,
  parsePoolTexts,
  type PoolAbout,
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
  readonly title: string;
  /** What a recorded pool says of itself; null for a visitor's own. */
  readonly about: PoolAbout | null;
  readonly problems: readonly PoolProblem[];
  words(problem: number): Promise<ProblemWords>;
}

/**
 * The site's default recorded pool, read from `pools/` beside the page; null where the site
 * publishes none. Rejects with a ContractError where a file is broken.
 */
export async function openRecordedPool(page: string, get: typeof fetch): Promise<OpenPool | null> {
  const index = await readJson(new URL('pools/index.json', page), get);
  if (index === null) return null;
  const folder = new URL(`pools/${parsePoolIndex(index).default}/`, page);
  const { numbers, problems } = parsePoolNumbers(
    await readJson(new URL('numbers.json', folder), get),
  );
  return {
    title: numbers.about.title,
    about: numbers.about,
    problems,
    async words(problem) {
      const id = problems[problem]?.id ?? '';
      return parsePoolTexts(await readJson(new URL(`texts/${id}.json`, folder), get));
    },
  };
}

/** A visitor's own pool, out of its file's lines. */
export function openOwnPool(title: string, records: readonly ProblemRecord[]): OpenPool {
  return {
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

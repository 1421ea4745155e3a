import * as v from 'valibot';
import { checkLessonFile, type Lesson } from '../core/lesson.ts';
import { parseContract } from '../core/parse-contract.ts';
import { readJson } from './read-json.ts';

/** A lesson's name in an address: that of its file, so that it can lead to no other folder or host. */
const id = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'must be small letters, digits and hyphens'),
);
const index = v.object({ lessons: v.pipe(v.array(id), v.maxLength(100), v.readonly()) });

/** A lesson of this site, under its name. */
export interface LibraryLesson {
  readonly id: string;
  readonly lesson: Lesson;
}

/** True for a text that can be a lesson's name. */
export function isLessonId(text: string): boolean {
  return v.is(id, text);
}

/**
 * The lessons that the site lists in `lessons/index.json` beside the page, in that order; none where
 * there is no list. Rejects with a ContractError where a file is broken.
 */
export async function listLessons(page: string, get: typeof fetch): Promise<LibraryLesson[]> {
  const list = await readJson(new URL('lessons/index.json', page), get);
  if (list === null) return [];
  const { lessons } = parseContract(index, list, 'lessons');
  const found = await Promise.all(
    lessons.map(async (id) => ({ id, lesson: await readLesson(id, page, get) })),
  );
  return found.flatMap(({ id, lesson }) => (lesson ? [{ id, lesson }] : []));
}

/** The lesson `lessons/ID.json` beside the page, listed or not; null where there is none. */
export async function readLesson(
  id: string,
  page: string,
  get: typeof fetch,
): Promise<Lesson | null> {
  if (!isLessonId(id)) return null;
  const file = await readJson(new URL(`lessons/${id}.json`, page), get);
  return file === null ? null : checkLessonFile(file);
}

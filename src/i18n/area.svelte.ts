import { locale, type Locale } from './locale.svelte.ts';

type Translations<Messages> = Readonly<
  Record<Exclude<Locale, 'en'>, () => Promise<{ default: Messages }>>
>;

/** What fetches an area's messages in a language, for each area that the page has got so far. */
const areas: ((wanted: Locale) => Promise<void>)[] = [];

/**
 * The messages of one part of the site: a function that returns them in the language of now. English
 * comes with the part itself; another language is fetched when it is first spoken, and English
 * stands in until it has come, or for good if it cannot come.
 */
export function area<Messages>(
  english: Messages,
  translations: Translations<Messages>,
): () => Messages {
  let loaded = $state.raw<Partial<Record<Locale, Messages>>>({});
  const coming: Partial<Record<Locale, Promise<void> | undefined>> = {};

  function fetchIn(wanted: Locale): Promise<void> {
    const known = coming[wanted];
    if (known || wanted === 'en') return known ?? Promise.resolve();
    const fetching = translations[wanted]().then(
      ({ default: messages }) => {
        loaded = { ...loaded, [wanted]: messages };
      },
      (reason: unknown) => {
        // A failure is not kept, so that another try can succeed.
        coming[wanted] = undefined;
        throw reason;
      },
    );
    coming[wanted] = fetching;
    return fetching;
  }

  areas.push(fetchIn);
  return () => {
    const wanted = locale();
    if (wanted === 'en') return english;
    const messages = loaded[wanted];
    if (messages === undefined) fetchIn(wanted).catch(() => undefined);
    return messages ?? english;
  };
}

/**
 * Fetches all that the page's parts say in a language, so that it can be spoken everywhere at once;
 * rejects where something can't come.
 */
export async function fetchMessages(wanted: Locale): Promise<void> {
  await Promise.all(areas.map((fetchIn) => fetchIn(wanted)));
}

/**
 * Resolves when the parts that have just been fetched can speak the language of now, so that they
 * need not begin in English; in what can't come, English stands in.
 */
export function translated(): Promise<void> {
  return fetchMessages(locale()).catch(() => undefined);
}

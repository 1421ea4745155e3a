import { locale, type Locale } from './locale.svelte.ts';

type Translations<Messages> = Readonly<
  Record<Exclude<Locale, 'en'>, () => Promise<{ default: Messages }>>
>;

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
  const asked = new Set<Locale>(['en']);
  return () => {
    const wanted = locale();
    if (wanted === 'en') return english;
    if (!asked.has(wanted)) {
      asked.add(wanted);
      translations[wanted]().then(
        ({ default: messages }) => {
          loaded = { ...loaded, [wanted]: messages };
        },
        () => asked.delete(wanted),
      );
    }
    return loaded[wanted] ?? english;
  };
}

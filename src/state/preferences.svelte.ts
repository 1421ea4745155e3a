import * as v from 'valibot';
import { aggregationNames, type Aggregation } from '../core/aggregate.ts';
import { locales, type Locale } from '../i18n/locale.svelte.ts';
import type { Persisted } from './persisted.svelte.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const palettes = ['red-green', 'orange-blue'] as const;
export type Palette = (typeof palettes)[number];

/** What the visitor chose; null follows the browser's languages, and the model's manifest. */
export interface Choices {
  readonly language: Locale | null;
  readonly theme: Theme;
  readonly palette: Palette;
  readonly threshold: number | null;
  readonly aggregation: Aggregation | null;
}

/** How the page is read and looks, as far as the visitor decides; outlives the page. */
export class Preferences {
  readonly #stored: Persisted<Choices>;

  constructor(stored: Persisted<Choices>) {
    this.#stored = stored;
  }

  get language(): Locale | null {
    return this.#stored.value.language;
  }

  get theme(): Theme {
    return this.#stored.value.theme;
  }

  get palette(): Palette {
    return this.#stored.value.palette;
  }

  get threshold(): number | null {
    return this.#stored.value.threshold;
  }

  get aggregation(): Aggregation | null {
    return this.#stored.value.aggregation;
  }

  choose(choices: Partial<Choices>): void {
    this.#stored.value = { ...this.#stored.value, ...choices };
  }

  flush(): void {
    this.#stored.flush();
  }
}

const schema = v.fallback(
  v.object({
    language: v.fallback(v.nullable(v.picklist(Object.keys(locales) as Locale[])), null),
    theme: v.fallback(v.picklist(themes), 'system'),
    palette: v.fallback(v.picklist(palettes), 'red-green'),
    threshold: v.fallback(v.nullable(v.pipe(v.number(), v.gtValue(0), v.ltValue(1))), null),
    aggregation: v.fallback(v.nullable(v.picklist(aggregationNames)), null),
  }),
  { language: null, theme: 'system', palette: 'red-green', threshold: null, aggregation: null },
);

/** Valid choices from whatever was stored; what is missing or broken falls back field by field. */
export function parseChoices(stored: unknown): Choices {
  return v.parse(schema, stored);
}

import * as v from 'valibot';
import { aggregationNames, type Aggregation } from '../core/aggregate.ts';
import type { Persisted } from './persisted.svelte.ts';

export const themes = { system: 'As the system', light: 'Light', dark: 'Dark' } as const;
export type Theme = keyof typeof themes;

export const palettes = { 'red-green': 'Red to green', 'orange-blue': 'Orange to blue' } as const;
export type Palette = keyof typeof palettes;

/** What the visitor chose; null follows the model's manifest. */
export interface Choices {
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
    theme: v.fallback(v.picklist(['system', 'light', 'dark']), 'system'),
    palette: v.fallback(v.picklist(['red-green', 'orange-blue']), 'red-green'),
    threshold: v.fallback(v.nullable(v.pipe(v.number(), v.gtValue(0), v.ltValue(1))), null),
    aggregation: v.fallback(v.nullable(v.picklist(aggregationNames)), null),
  }),
  { theme: 'system', palette: 'red-green', threshold: null, aggregation: null },
);

/** Valid choices from whatever was stored; what is missing or broken falls back field by field. */
export function parseChoices(stored: unknown): Choices {
  return v.parse(schema, stored);
}

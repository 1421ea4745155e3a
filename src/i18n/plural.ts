import type { Locale } from './locale.svelte.ts';

type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

const rules = new Map<Locale, Intl.PluralRules>();

/**
 * The one of `forms` that a number of things takes in a language. The language is an argument, not
 * that of now, because English stands in for a language whose messages have not come.
 */
export function plural(language: Locale, count: number, forms: Forms): string {
  const rule = rules.get(language) ?? new Intl.PluralRules(language);
  rules.set(language, rule);
  return forms[rule.select(count)] ?? forms.other;
}

import type { Token } from './equation-tokens.ts';

/** Words that end a run of unit words. */
export const NO_UNIT = new Set(
  'a an the is are was were be of in on at to and or for with from by has have had so then if that which equals equal we he she they it than more less fewer as plus minus times divided multiplied half twice double thrice triple gives get gets makes leaves costs not but when while each'.split(
    ' ',
  ),
);

// Units that are written without a space.
const GLUED_UNITS = new Set(
  'km cm mm kg mg g ml l lb oz ft in mi yd hr h min sec mph kph usd st nd rd th dozen k'.split(' '),
);

/** Units of one kind that convert into each other: where two of them meet, plain signs do not tell. */
export const MEASURES = [
  'second sec minute min hour hr h day week month year decade century am pm',
  'millimeter mm centimeter cm meter metre m kilometer km inch inche in foot feet ft yard yd mile mi',
  'gram g kilogram kg kg milligram mg ounce oz pound lb lbs ton tonne',
  'milliliter ml liter litre l gallon quart pint cup tablespoon teaspoon',
  'cent penny pennie nickel dime quarter dollar buck usd',
  'degree radian celsius fahrenheit',
  'kb mb gb byte bit',
].map((words) => new Set(words.split(' ')));

/** Words that multiply what they follow, rather than name it. */
export const MULTIPLIERS = new Set(
  'dozen pair couple thousand million billion trillion hundred percent score gross half halve third fourth fifth tenth squared cubed times'.split(
    ' ',
  ),
);

/** Whether a token makes the number before it a product with letters: "3ab", but not "3km". */
export function isFactor(token: Token | undefined): boolean {
  return token?.kind === 'word' && token.glued && !GLUED_UNITS.has(singular(token.text));
}

/** A unit word without its plural or its full stop. */
export function singular(word: string): string {
  return word.replace(/(?<=\p{L}{2})(?:\.|s)$/u, '');
}

import { locale } from './locale.svelte.ts';

type Style = 'count' | 'percent' | 'kilobyte' | 'megabyte';

const styles: Record<Style, Intl.NumberFormatOptions> = {
  count: {},
  percent: { style: 'unit', unit: 'percent', unitDisplay: 'long' },
  kilobyte: { style: 'unit', unit: 'kilobyte' },
  megabyte: { style: 'unit', unit: 'megabyte' },
};

const formats = new Map<string, Intl.NumberFormat>();

/** A number with so many decimals; formats are kept, because making one takes longer than using it. */
function format(value: number, digits: number, style: Style = 'count'): string {
  const key = `${locale()} ${style} ${digits}`;
  let numbers = formats.get(key);
  if (!numbers) {
    const decimals = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    // Four digits are read without a separator, as in a year.
    numbers = new Intl.NumberFormat(locale(), {
      ...styles[style],
      ...decimals,
      useGrouping: 'min2',
    });
    formats.set(key, numbers);
  }
  return numbers.format(value);
}

/** A whole number in the language of now: '1500', '12,000'. */
export function formatCount(count: number): string {
  return format(count, 0);
}

/** A number with `digits` decimals and a true minus sign. */
export function formatDecimal(value: number, digits: number): string {
  return format(value, digits).replace('-', '−');
}

/** A probability as the page shows it: two decimals, a dash for NaN. */
export function formatProbability(probability: number): string {
  return Number.isNaN(probability) ? '–' : format(probability, 2);
}

/** A share in [0, 1] as whole percent, to be read out: '6 percent'. */
export function formatPercent(share: number): string {
  return format(Math.round(share * 100), 0, 'percent');
}

/** A size in decimal units: '512 kB', '72 MB'. Under ten of a unit with one decimal. */
export function formatBytes(bytes: number): string {
  const inMegabytes = bytes >= 1e6;
  const value = bytes / (inMegabytes ? 1e6 : 1e3);
  return format(value, value < 10 ? 1 : 0, inMegabytes ? 'megabyte' : 'kilobyte');
}

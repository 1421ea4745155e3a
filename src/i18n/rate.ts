import { formatDecimal } from './numbers.ts';

/** A rate in [0, 1] as the figures' numbers: percent with one decimal, without the sign; a dash for NaN. */
export function formatRate(rate: number): string {
  return Number.isNaN(rate) ? '–' : formatDecimal(100 * rate, 1);
}

/** The middle of the numbers: of an even count the larger of the two in the middle, of none NaN. */
export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN;
}

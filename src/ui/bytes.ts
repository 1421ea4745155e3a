/** A size for reading, in decimal units: '512 kB', '72 MB'. Under ten of a unit with one decimal. */
export function formatBytes(bytes: number): string {
  const inMegabytes = bytes >= 1e6;
  const value = bytes / (inMegabytes ? 1e6 : 1e3);
  const digits = value < 10 ? 1 : 0;
  return `${value.toFixed(digits)} ${inMegabytes ? 'MB' : 'kB'}`;
}

/** The versions of share links, by what they carry. A page refuses newer ones, and says so. */
export const shareVersions = {
  /** Read by every page since the first. */
  solution: 1,
  /** Figures and draws of the curve view. */
  curve: 2,
} as const;

export const newestShareVersion = 2;

/** Whether the hash of an address is a link to a figure or a draw, whole or not. */
export function isCurveLink(hash: string): boolean {
  return hash.startsWith(`#s${shareVersions.curve}.`);
}

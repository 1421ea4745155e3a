/** A source of uniform numbers in [0, 1). */
export type Random = () => number;

/** The same numbers for the same seed, everywhere: mulberry32, with a period of 2³². */
export function seededRandom(seed: number): Random {
  // In an array, since a variable would become a new object at every call.
  const state = Uint32Array.of(seed);
  return () => {
    const s = ((state[0] ?? 0) + 0x6d2b79f5) >>> 0;
    state[0] = s;
    let t = Math.imul(s ^ (s >>> 15), s | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A 32-bit seed from a name, so that a problem's draws do not depend on its place in a file. FNV-1a. */
export function seedOf(name: string, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

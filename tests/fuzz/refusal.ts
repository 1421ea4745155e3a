/** Refusals whose messages are whole sentences: what is wrong, and then what to do. */
const spoken = ['ShareError', 'EngineError'];

/**
 * Null for an error that whoever gave the input can act on: sentences, or for a file's maker the
 * field at fault and what it must be. Else what is wrong with the error.
 */
export function faultOfRefusal(thrown: unknown): string | null {
  if (!(thrown instanceof Error)) return `not an error: ${String(thrown)}`;
  const { name, message } = thrown;
  const said = `${name}: ${message}`;
  if (spoken.includes(name)) {
    return /^\p{Lu}.*[.?] \p{Lu}.*\.$/u.test(message) ? null : `no two sentences: ${said}`;
  }
  if (name !== 'ContractError') return `a crash: ${said}`;
  return /^\S.{0,300}: \S.{0,600}$/s.test(message) ? null : `no field and reason: ${said}`;
}

import type { EngineErrorCode, EngineErrorData } from './types.ts';

/** An error of the engine; what crosses from the worker is its plain `data`. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly code: EngineErrorCode;
  readonly detail: string | undefined;

  constructor(code: EngineErrorCode, message: string, detail?: string) {
    super(message);
    this.code = code;
    this.detail = detail;
  }

  get data(): EngineErrorData {
    const { code, message, detail } = this;
    return detail === undefined ? { code, message } : { code, message, detail };
  }
}

/** Any thrown value as the engine's own; one that is not yet an `EngineError` becomes `internal`. */
export function toEngineError(thrown: unknown): EngineError {
  if (thrown instanceof EngineError) return thrown;
  if (isErrorData(thrown)) return new EngineError(thrown.code, thrown.message, thrown.detail);
  return new EngineError('internal', 'Something failed inside the engine.', describe(thrown));
}

/** True for the rejection of a call that was cancelled, which is not a failure. */
export function isAbort(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === 'AbortError';
}

/** A thrown value in words. */
export function describe(thrown: unknown): string {
  return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
}

function isErrorData(thrown: unknown): thrown is EngineErrorData {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown;
}

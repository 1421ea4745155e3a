import type { EngineErrorData } from '../../engine/types.ts';
import { work } from '../../i18n/work.ts';

/** A failure of the model, in words for whoever waits for it. */
interface Failure {
  readonly title: string;
  /** What the visitor can do about it. */
  readonly advice: string;
}

/** What failed; where the browser says it has no connection, that comes before all about the network. */
export function failureOf({ code }: EngineErrorData): Failure {
  const { failures } = work();
  return code === 'network' && !navigator.onLine ? failures.offline : failures[code];
}

/** What the visitor can do where the model could not be handed over as a file. */
export function handOverAdvice(error: EngineErrorData): string {
  const { handOverAdvice: advice } = work();
  const { code } = error;
  return code in advice ? advice[code as keyof typeof advice] : failureOf(error).advice;
}

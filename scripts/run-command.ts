import { toEngineError } from '../src/engine/engine-error.ts';

/** Runs a command that uses a model, and ends with its exit status, or with 2 and what went wrong. */
export async function runCommand(main: () => Promise<number>): Promise<never> {
  let status = 2;
  try {
    status = await main();
  } catch (error) {
    const { message, detail } = toEngineError(error);
    console.error(`${message}${detail ? `\n${detail}` : ''}`);
  }
  // The runtime's threads would keep the process alive.
  process.exit(status);
}

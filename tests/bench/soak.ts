import type { CDPSession, Page } from 'playwright-core';
import type { ScoreInput } from '../../src/engine/types.ts';

/** What a page holds once nothing is left to be collected, in bytes. */
export interface Held {
  /** By the page and the engine's worker: objects, documents and buffers. */
  readonly scripts: number;
  /** By the WebAssembly modules of the engine's worker. */
  readonly modules: number;
}

/** What was held after the warm-up, and after all scorings. */
export interface Soak {
  readonly before: Held;
  readonly after: Held;
}

/** What a soak may grow by, as a part of what was held before. */
export const mostGrowth = 0.05;

/** How much more is held than before, as a part of it: of scripts' or modules', whichever grew more. */
export function growthOf({ before, after }: Soak): number {
  return Math.max(after.scripts / before.scripts, after.modules / before.modules) - 1;
}

/**
 * Scores solutions of all lengths, one after the other, with a model in the engine's worker on the
 * harness page, `warmUp` of them before the first look at its memory and `scorings` before the last.
 */
export async function soak(
  page: Page,
  manifestUrl: string,
  { warmUp, scorings }: { readonly warmUp: number; readonly scorings: number },
): Promise<Soak> {
  const heaps = await Heaps.of(page);
  await page.evaluate(async (url) => {
    window.soaked = window.createTestEngine('watched');
    await window.soaked.load(url);
  }, manifestUrl);
  await scoreAll(page, 0, warmUp);
  const before = await held(page, heaps);
  await scoreAll(page, warmUp, scorings);
  const after = await held(page, heaps);
  await page.evaluate(() => window.soaked.dispose());
  return { before, after };
}

/** A solution that no other number has; some continue like the one before, as when somebody types. */
function solution(number: number): ScoreInput {
  const steps = Array.from({ length: 1 + (number % 5) }, (_, i) => {
    const [a, b] = [number - (number % 3) + i, 7 * i + 3];
    return `Then ${a} + ${b} = ${a + b}${i === number % 5 ? `, by way of ${number}` : ''}.`;
  });
  return { problem: `How many are ${number - (number % 10)} and some more?`, steps };
}

async function scoreAll(page: Page, from: number, to: number): Promise<void> {
  const inputs = Array.from({ length: to - from }, (_, i) => solution(from + i));
  await page.evaluate(async (all) => {
    for (const input of all) await window.soaked.score(input);
  }, inputs);
}

async function held(page: Page, heaps: Heaps): Promise<Held> {
  const engine = page.workers().find((worker) => worker.url().includes(engineWorker));
  const modules = Number(await engine?.evaluate('moduleBytes()'));
  return { scripts: await heaps.bytes(), modules };
}

/** In the address of the worker that holds the engine; the runtime's threads have others. */
const engineWorker = 'watched-worker';

/** What `Runtime.getHeapUsage` tells, in bytes. */
interface HeapUsage {
  readonly usedSize: number;
  readonly embedderHeapUsedSize: number;
  readonly backingStorageSize: number;
}

/** The heaps of a page and of its engine's worker, asked over the protocol of the browser's tools. */
class Heaps {
  readonly #session: CDPSession;
  #worker = '';
  #lastMessage = 0;

  private constructor(session: CDPSession) {
    this.#session = session;
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.url.includes(engineWorker)) this.#worker = sessionId;
    });
  }

  static async of(page: Page): Promise<Heaps> {
    const session = await page.context().newCDPSession(page);
    const heaps = new Heaps(session);
    // Not flat, since this session then passes messages on to those of the workers.
    const attachment = { autoAttach: true, waitForDebuggerOnStart: false, flatten: false };
    await session.send('Target.setAutoAttach', attachment);
    return heaps;
  }

  /** What both hold once nothing is left to be collected. */
  async bytes(): Promise<number> {
    // What the one lets go of may have been the last that held something in the other.
    for (let i = 0; i < 3; i++) {
      await this.#ask('HeapProfiler.collectGarbage');
      await this.#session.send('HeapProfiler.collectGarbage');
    }
    const worker = (await this.#ask('Runtime.getHeapUsage')) as HeapUsage;
    const page = (await this.#session.send('Runtime.getHeapUsage')) as HeapUsage;
    return [worker, page].reduce(
      (sum, heap) => sum + heap.usedSize + heap.embedderHeapUsedSize + heap.backingStorageSize,
      0,
    );
  }

  /** The worker's answer to a message. */
  async #ask(method: string): Promise<unknown> {
    const id = ++this.#lastMessage;
    const answer = new Promise<unknown>((resolve) => {
      const hear = ({ message }: { message: string }): void => {
        const { id: answered, result } = JSON.parse(message) as { id?: number; result?: unknown };
        if (answered !== id) return;
        this.#session.off('Target.receivedMessageFromTarget', hear);
        resolve(result);
      };
      this.#session.on('Target.receivedMessageFromTarget', hear);
    });
    const message = JSON.stringify({ id, method });
    await this.#session.send('Target.sendMessageToTarget', { sessionId: this.#worker, message });
    return answer;
  }
}

declare global {
  interface Window {
    soaked: ReturnType<typeof window.createTestEngine>;
  }
}

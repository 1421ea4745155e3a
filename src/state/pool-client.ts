import type { Evidence } from '../core/evidence.ts';
import type { ReadPool } from '../core/read-pool.ts';
import type { PoolAnswer, PoolRequest } from './pool-messages.ts';
import type { Estimate, PoolTasks } from './pool-tasks.ts';

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (reason: Error) => void;
}

/** The tasks in a worker; one that dies is replaced by the next task. */
export class PoolClient implements PoolTasks {
  readonly #start: () => Worker;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #last = 0;

  constructor(start: () => Worker = startWorker) {
    this.#start = start;
  }

  /** Starts the worker now, so that the first task need not wait for it. */
  prepare(): void {
    this.#worker ??= this.#open();
  }

  estimate(...input: Parameters<PoolTasks['estimate']>): Promise<Estimate> {
    return this.#ask((id) => ({ id, task: 'estimate', input }));
  }

  findEvidence(...input: Parameters<PoolTasks['findEvidence']>): Promise<Evidence | null> {
    return this.#ask((id) => ({ id, task: 'findEvidence', input }));
  }

  read(...input: Parameters<PoolTasks['read']>): Promise<ReadPool> {
    return this.#ask((id) => ({ id, task: 'read', input }));
  }

  #ask<T>(request: (id: number) => PoolRequest): Promise<T> {
    const id = ++this.#last;
    const worker = (this.#worker ??= this.#open());
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage(request(id));
    });
  }

  #open(): Worker {
    const worker = this.#start();
    worker.addEventListener('message', ({ data }: MessageEvent<PoolAnswer>) => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ('error' in data) waiting?.reject(new Error(data.error));
      else waiting?.resolve(data.result as never);
    });
    worker.addEventListener('error', (event) => {
      this.#worker = null;
      for (const { reject } of this.#waiting.values()) reject(new Error(event.message));
      this.#waiting.clear();
    });
    return worker;
  }
}

function startWorker(): Worker {
  return new Worker(new URL('./pool-worker.ts', import.meta.url), { type: 'module', name: 'pool' });
}

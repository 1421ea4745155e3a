import type { PoolTasks } from './pool-tasks.ts';

/** What the page asks of the pool's worker: a task by name, with what it takes. */
export type PoolRequest = {
  [Task in keyof PoolTasks]: {
    readonly id: number;
    readonly task: Task;
    readonly input: Parameters<PoolTasks[Task]>;
  };
}[keyof PoolTasks];

/** What the worker answers, under the request's id. */
export type PoolAnswer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: string };

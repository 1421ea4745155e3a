/** The pool's worker: reads and estimates away from the page. */
import type { PoolAnswer, PoolRequest } from './pool-messages.ts';
import { poolTasks } from './pool-tasks.ts';

addEventListener('message', ({ data }: MessageEvent<PoolRequest>) => {
  const { id } = data;
  run(data).then(
    (result) => answer({ id, result }),
    (error: unknown) =>
      answer({ id, error: error instanceof Error ? error.message : String(error) }),
  );
});

async function run(request: PoolRequest): Promise<unknown> {
  switch (request.task) {
    case 'estimate':
      return await poolTasks.estimate(...request.input);
    case 'findEvidence':
      return await poolTasks.findEvidence(...request.input);
    case 'read':
      return await poolTasks.read(...request.input);
  }
}

function answer(message: PoolAnswer): void {
  postMessage(message);
}

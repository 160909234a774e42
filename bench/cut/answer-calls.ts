import { parentPort } from 'node:worker_threads';
import type { Body } from '../../e2e/support/cloud-client.ts';
import type { Called, CallerMessage } from './caller.ts';
import { monotonicMs } from './monotonic.ts';

/** In a caller's thread: makes each call that it is asked for. A failed one ends the thread, and with it the benchmark. */
export function answerCalls<Operation extends string, Given>(call: (operation: Operation, given: Given) => Promise<Body>): void {
  const timed = async ({ operation, given }: CallerMessage<Operation, Given>): Promise<Called> => {
    const sent = monotonicMs();
    const body = await call(operation, given);
    return { sent, answered: monotonicMs(), body };
  };
  parentPort?.on('message', (message: CallerMessage<Operation, Given>) => { void timed(message).then((called) => { parentPort?.postMessage(called); }); });
}

/** The thread behind `caller`. */
import { parentPort, workerData } from 'node:worker_threads';
import { CloudClient } from '../../e2e/support/cloud-client.ts';
import type { Caller as Credentials } from '../../e2e/support/cloud-client.ts';
import type { Called, CallerMessage } from './caller.ts';
import { monotonicMs } from './monotonic.ts';

const client = new CloudClient(workerData as Credentials);

async function answer({ action, params }: CallerMessage): Promise<Called> {
  const sent = monotonicMs();
  const body = await client.call(action, params);
  return { sent, answered: monotonicMs(), body };
}

// A failed call ends the thread, and with it the benchmark.
parentPort?.on('message', (message: CallerMessage) => { void answer(message).then((called) => { parentPort?.postMessage(called); }); });

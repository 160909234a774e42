import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Body, Caller as Credentials } from '../../e2e/support/cloud-client.ts';

export interface Called {
  /** CLOCK_MONOTONIC in ms: before the request is built, after the answer is parsed. */
  readonly sent: number;
  readonly answered: number;
  readonly body: Body;
}

/** Calls the API from a thread of its own: building and signing a request must not hold up those who type. */
export interface Caller extends AsyncDisposable {
  call(action: string, params: Readonly<Record<string, string>>): Promise<Called>;
}

export interface CallerMessage {
  readonly action: string;
  readonly params: Readonly<Record<string, string>>;
}

export async function caller(credentials: Credentials): Promise<Caller> {
  const worker = new Worker(new URL('./caller-thread.ts', import.meta.url), { workerData: credentials });
  await once(worker, 'online');
  return {
    call: async (action, params) => {
      const answer = once(worker, 'message');
      worker.postMessage({ action, params } satisfies CallerMessage);
      // The thread is ours and posts nothing else; one that fails rejects by its `error` event.
      return (await answer)[0] as Called;
    },
    [Symbol.asyncDispose]: async () => { await worker.terminate(); },
  };
}

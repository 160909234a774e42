import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { RestOperationId } from '@sallyport/contract';
import type { Body, Caller as Credentials } from '../../e2e/support/cloud-client.ts';
import type { TicketCall, TicketCaller, TicketServer } from '../../e2e/support/service-tickets.ts';

export interface Called {
  /** CLOCK_MONOTONIC in ms: before the request is built, after the answer is parsed. */
  readonly sent: number;
  readonly answered: number;
  readonly body: Body;
}

/** Calls an API from a thread of its own: building and signing a request must not hold up those who type. One call at a time. */
export interface Caller<Operation extends string, Given> extends AsyncDisposable {
  call(operation: Operation, given: Given): Promise<Called>;
}

export interface CallerMessage<Operation extends string, Given> {
  readonly operation: Operation;
  readonly given: Given;
}

/** Of the first dialect. */
export type CloudCaller = Caller<string, Readonly<Record<string, string>>>;

/** Of the service-ticket API. */
export type TicketApiCaller = Caller<RestOperationId, TicketCall>;

export interface TicketCredentials {
  readonly server: TicketServer;
  readonly caller: TicketCaller;
}

export function cloudCaller(credentials: Credentials): Promise<CloudCaller> {
  return threadOf(new URL('./cloud-caller-thread.ts', import.meta.url), credentials);
}

export function ticketCaller(credentials: TicketCredentials): Promise<TicketApiCaller> {
  return threadOf(new URL('./ticket-caller-thread.ts', import.meta.url), credentials);
}

async function threadOf<Operation extends string, Given>(program: URL, workerData: unknown): Promise<Caller<Operation, Given>> {
  const worker = new Worker(program, { workerData });
  await once(worker, 'online');
  return {
    call: async (operation, given) => {
      const answer = once(worker, 'message');
      worker.postMessage({ operation, given } satisfies CallerMessage<Operation, Given>);
      // The thread is ours and posts nothing else; one that fails rejects by its `error` event.
      return (await answer)[0] as Called;
    },
    [Symbol.asyncDispose]: async () => { await worker.terminate(); },
  };
}

import type { RestOperationId } from '@sallyport/contract';
import type { Body } from '../../e2e/support/cloud-client.ts';
import { NodeTicketClient } from '../../e2e/support/node-ticket-client.ts';
import { errorCodeOf } from '../../e2e/support/service-tickets.ts';
import type { TicketCall } from '../../e2e/support/service-tickets.ts';
import type { TicketCredentials } from './caller.ts';

export interface ObeyedClient {
  readonly call: (operation: RestOperationId, given?: TicketCall) => Promise<Body>;
}

/** The vendor's client where every call has to succeed: anything else throws. */
export function ticketClient({ server, caller }: TicketCredentials): ObeyedClient {
  const client = new NodeTicketClient(server, caller);
  return {
    call: async (operation, given) => {
      const sent = performance.now();
      const answer = await client.call(operation, given);
      if (answer.status !== 200 || errorCodeOf(answer) !== '') throw new Error(`${operation} answered ${answer.status} ${JSON.stringify(answer.body)} after ${(performance.now() - sent).toFixed(0)} ms`);
      return answer.body;
    },
  };
}

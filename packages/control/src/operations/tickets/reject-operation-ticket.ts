import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { decideTicket } from './decide-ticket.ts';

/** The waiting engineer reads the comment and is disconnected. */
export async function rejectOperationTicket(params: Params<'RejectOperationTicket'>, call: Call): Promise<Result<'RejectOperationTicket'>> {
  await decideTicket(params, call, { event: 'reject', decision: () => ({ comment: params.Comment ?? '' }) });
  return {};
}

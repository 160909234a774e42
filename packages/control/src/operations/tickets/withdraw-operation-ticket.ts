import type { Params, Result } from '../../dispatch/handler.ts';
import type { Call } from '../../dispatch/call.ts';
import { callerUser } from '../../parameters/caller-user.ts';
import { endTicket } from './end-ticket.ts';

/**
 * The applicant's alone: tickets of others do not exist for him, and a principal who is nobody's user has none (403). Taking somebody else's
 * request off the table is a decision, and decisions have an operation and a permission of their own.
 */
export async function withdrawOperationTicket(params: Params<'WithdrawOperationTicket'>, call: Call): Promise<Result<'WithdrawOperationTicket'>> {
  const self = await callerUser(call);
  await endTicket(params, call, 'withdraw', '', (ticket) => ticket.userId === self.id);
  return {};
}

import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { endTicket } from './end-ticket.ts';

/** A caller who is an engineer himself withdraws his own tickets; those of others do not exist for him. */
export async function withdrawOperationTicket(params: Params<'WithdrawOperationTicket'>, call: Call): Promise<Result<'WithdrawOperationTicket'>> {
  const self = await call.deps.store.users.findByPrincipal(call.instance.instanceId, call.principal.id);
  await endTicket(params, call, 'withdraw', '', (ticket) => self === undefined || ticket.userId === self.id);
  return {};
}

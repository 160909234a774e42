import { decide } from '@sallyport/core';
import type { HostAccount, Id, Ticket, User } from '@sallyport/core';
import { ApiError } from '../../dispatch/api-error.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { callerUser } from '../../parameters/caller-user.ts';
import { found, foundId } from '../../parameters/found.ts';
import { demand } from '../../parameters/refuse.ts';
import { demandOrder } from '../../parameters/validity.ts';
import { instant } from './instants.ts';

/** Asks for approval as the caller's own user; an equal request that waits already is joined (ruling E1). */
export async function createOperationTicket(params: Params<'CreateOperationTicket'>, call: Call): Promise<Result<'CreateOperationTicket'>> {
  const user = await callerUser(call);
  const scope = call.scope(params.ProjectId);
  const hostId = foundId(params.AssetId);
  const account = await namedAccount(params, call, hostId);
  const effectStart = instant(params.EffectStartTime);
  const effectEnd = instant(params.EffectEndTime);
  demandOrder(effectStart, effectEnd);
  demand(effectEnd === null || effectEnd > call.now);
  await demandApprovable(call, user, account);
  const { tickets: limits } = call.deps.settings;
  const ticket = await call.transact(async (tx): Promise<Ticket> => {
    const ask = {
      ...scope, userId: user.id, hostId, accountId: account.id, accountName: account.name, protocol: account.protocol,
      reason: params.ApproveComment, effectCount: params.IsOneTimeEffect === true ? 1 as const : 0 as const, effectStart, effectEnd,
    };
    const opened = await tx.tickets.openOrJoin(ask, tx.now, tx.now + limits.pendingMs, limits.maxPendingPerUser);
    call.note({ operationTicketId: opened.ticket.id, joined: !opened.created, userId: user.id });
    tx.hint({ instanceId: scope.instanceId, kind: 'ticket', id: opened.ticket.id });
    return opened.ticket;
  });
  return { OperationTicketId: ticket.id };
}

/** Databases come with a later issue: no account speaks their protocols. */
async function namedAccount(params: Params<'CreateOperationTicket'>, call: Call, hostId: Id): Promise<HostAccount> {
  if (params.ProtocolName !== 'SSH' && params.ProtocolName !== 'RDP') throw new ApiError('OBJECT_NOT_FOUND');
  const filter = { hostIds: [hostId], name: params.AssetAccountName, protocol: params.ProtocolName };
  const page = await call.deps.store.hostAccounts.list(call.scope(params.ProjectId), filter, { number: 1, size: 1 });
  return found(page.items[0]);
}

/** An asset that is not granted is as absent to its asker; one that needs no approval is no reason for a ticket. */
async function demandApprovable(call: Call, user: User, account: HostAccount): Promise<void> {
  const question = {
    instanceId: call.instance.instanceId, userId: user.id, hostId: account.hostId, accountId: account.id, protocol: account.protocol,
    sourceAddress: call.sourceAddress, phase: 'log-on' as const, sessionId: null, ticketId: null,
  };
  const decision = decide(question, await call.deps.store.access.facts(question));
  const ticketsMatter = decision.kind === 'pending' || (decision.kind === 'allow' && decision.ticketId !== null) || (decision.kind === 'deny' && decision.code.startsWith('TICKET_'));
  if (ticketsMatter) return;
  if (decision.kind === 'allow') throw new ApiError('InvalidParameter', { message: 'This account needs no approval.' });
  call.note({ denied: decision.code });
  throw new ApiError('OBJECT_NOT_FOUND');
}

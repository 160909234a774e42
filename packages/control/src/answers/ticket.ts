import { activeAddress } from '@sallyport/core';
import type { EpochMs, Host, Ticket } from '@sallyport/core';
import type { Result } from '../dispatch/handler.ts';

type TicketAnswer = Omit<Result<'ListOperationTickets'>['OperationTickets'][number], 'State'>;

/** Seconds; 0: none. */
export function seconds(at: EpochMs | null): number {
  return at === null ? 0 : Math.floor(at / 1000);
}

/** `host` and `userName` may be gone by now: a decided ticket outlives them. */
export function ticketAnswer(ticket: Ticket, userName: string, host: Host | undefined): TicketAnswer {
  return {
    ApplyUserId: ticket.userId,
    ApplyUsername: userName,
    ApproveComment: ticket.reason,
    AssetAccountId: ticket.accountId,
    AssetAccountName: ticket.accountName,
    AssetAddress: host === undefined ? '' : activeAddress(host),
    AssetId: ticket.hostId,
    AssetName: host?.hostName ?? '',
    AssetNetworkDomainId: host?.networkDomainId ?? '',
    AssetOs: host?.osType ?? '',
    AssetSource: host?.source ?? '',
    AssetSourceInstanceId: host?.sourceInstanceId ?? '',
    CreatedTime: seconds(ticket.createdAt),
    EffectCount: ticket.effectCount,
    EffectEndTime: seconds(ticket.effectEnd),
    EffectStartTime: seconds(ticket.effectStart),
    OperationTicketId: ticket.id,
    ProtocolName: ticket.protocol,
  };
}

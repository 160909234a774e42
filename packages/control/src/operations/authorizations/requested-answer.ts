import { SECOND, statusAt } from '@sallyport/core';
import type { EpochMs, ListedAuthorization } from '@sallyport/core';
import { seconds } from '../../answers/ticket.ts';
import type { Result } from '../../dispatch/handler.ts';
import { shownInstant } from '../../service-tickets/times.ts';

/** As the vendor's side sees it: never a secret. */
export function requestedAnswer(authorization: ListedAuthorization, now: EpochMs): Result<'GetRequestedAuthorization'>['Authorization'] {
  return {
    AuthorizationId: authorization.id,
    CaseId: authorization.caseId,
    Status: statusAt(authorization, now),
    UserId: authorization.userId,
    UserName: authorization.userName,
    RequestedBy: authorization.requestedBy,
    RequestedByName: authorization.requestedByName,
    Description: authorization.description,
    Commitment: authorization.commitment,
    DurationSeconds: Math.floor(authorization.wishedMs / SECOND),
    CreatedTime: seconds(authorization.createdAt),
    PendingUntil: seconds(authorization.pendingUntil),
    EffectiveTime: window(authorization.effectiveAt),
    ExpireTime: window(authorization.expiresAt),
    DecidedTime: seconds(authorization.decidedAt),
    EndedTime: seconds(authorization.endedAt),
    Reason: authorization.reason,
    EndCause: authorization.endCause,
    Details: authorization.details.map((detail) => ({
      DetailId: detail.id,
      Type: detail.kind === 'host' ? 'Host' as const : 'Console' as const,
      HostId: detail.hostId ?? '',
      HostName: detail.hostName,
      Account: detail.account,
      Port: detail.port ?? 0,
      Granted: detail.granted,
    })),
  };
}

/** 0: not confirmed. */
function window(at: EpochMs | null): number {
  return at === null ? 0 : seconds(shownInstant(at));
}

import { Type } from 'typebox';
import { unixSeconds } from './users.ts';
import { shape } from './shape.ts';

export const requestedAuthorizationStatus = Type.Enum(['pending', 'authorized', 'rejected', 'expired', 'recalled', 'canceled']);

/** An authorization as the vendor's side sees it: never a secret. Times are seconds; 0: none yet. Texts without content are empty. */
export const requestedAuthorization = shape({
  AuthorizationId: Type.String(),
  CaseId: Type.String(),
  Status: requestedAuthorizationStatus,
  /** The support engineer. */
  UserId: Type.String(),
  UserName: Type.String(),
  /** The principal that asked. */
  RequestedBy: Type.String(),
  RequestedByName: Type.String(),
  Description: Type.String(),
  Commitment: Type.String(),
  DurationSeconds: Type.Integer({ minimum: 0 }),
  CreatedTime: unixSeconds,
  /** Until when it waits for the customer. */
  PendingUntil: unixSeconds,
  EffectiveTime: unixSeconds,
  ExpireTime: unixSeconds,
  DecidedTime: unixSeconds,
  EndedTime: unixSeconds,
  /** Words of whoever rejected, canceled or recalled it. */
  Reason: Type.String(),
  EndCause: Type.Enum(['', 'case-closed', 'user-deleted', 'asset-deleted', 'owner-deleted', 'requester-deleted']),
  Details: Type.Array(shape({
    /** The account's id, in sessions too. */
    DetailId: Type.String(),
    Type: Type.Enum(['Console', 'Host']),
    HostId: Type.String(),
    HostName: Type.String(),
    Account: Type.String(),
    /** 0: none. */
    Port: Type.Integer({ minimum: 0, maximum: 65_535 }),
    /** Whether the customer lent it. */
    Granted: Type.Boolean(),
  })),
});

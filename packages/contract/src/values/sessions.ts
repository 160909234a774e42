import { Type } from 'typebox';
import { hostProtocol } from './hosts.ts';
import { unixMillis } from './instances.ts';

/** A session as ListSessions and GetSession show it. Times are milliseconds since the epoch. */
export const sessionFields = {
  SessionId: Type.String(),
  NodeId: Type.String(),
  UserId: Type.String(),
  UserName: Type.String(),
  HostId: Type.String(),
  HostName: Type.String(),
  HostAccountId: Type.String(),
  HostAccountName: Type.String(),
  ProtocolName: hostProtocol,
  ClientAddress: Type.String(),
  TargetAddress: Type.String(),
  /** Empty: no ticket was needed. */
  OperationTicketId: Type.String(),
  /** Empty: no policy applied. */
  PolicyId: Type.String(),
  State: Type.Enum(['live', 'ended']),
  StartTime: unixMillis,
  /** Absent while the session is live. */
  EndTime: Type.Optional(unixMillis),
  /** Empty while the session is live. */
  EndReason: Type.String(),
  BytesFromClient: Type.Integer({ minimum: 0 }),
  BytesFromTarget: Type.Integer({ minimum: 0 }),
  HasRecording: Type.Boolean(),
};

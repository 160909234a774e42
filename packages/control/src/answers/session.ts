import type { Session } from '@sallyport/core';
import type { Result } from '../dispatch/handler.ts';

export function sessionAnswer(session: Session): Result<'GetSession'>['Session'] {
  return {
    SessionId: session.id,
    NodeId: session.nodeId,
    UserId: session.userId,
    UserName: session.userName,
    HostId: session.hostId,
    HostName: session.hostName,
    HostAccountId: session.accountId,
    HostAccountName: session.accountName,
    ProtocolName: session.protocol,
    ClientAddress: session.clientAddress,
    TargetAddress: session.targetAddress,
    OperationTicketId: session.ticketId ?? '',
    PolicyId: session.policyId ?? '',
    State: session.endedAt === null ? 'live' : 'ended',
    StartTime: session.startedAt,
    ...(session.endedAt === null ? {} : { EndTime: session.endedAt }),
    EndReason: session.endReason ?? '',
    BytesFromClient: session.bytesFromClient,
    BytesFromTarget: session.bytesFromTarget,
    HasRecording: session.recording !== '',
  };
}

import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { defined } from '../../parameters/defined.ts';
import { pageOf } from '../../parameters/page.ts';

export async function listAuditEvents(params: Params<'ListAuditEvents'>, call: Call): Promise<Result<'ListAuditEvents'>> {
  const filter = defined({
    kind: params.Kind,
    requestId: params.RequestId,
    sessionId: params.SessionId,
    actorName: params.ActorName,
    since: params.StartTime === undefined ? undefined : params.StartTime * 1000,
    until: params.EndTime === undefined ? undefined : params.EndTime * 1000,
  });
  const page = await call.deps.store.audit.list(call.instance.instanceId, filter, pageOf(params));
  return {
    Events: page.items.map((event) => ({
      Sequence: event.sequence,
      Time: event.at,
      Kind: event.kind,
      ActorKind: event.actor.kind,
      ActorId: event.actor.id,
      ActorName: event.actor.name,
      SourceAddress: event.sourceAddress,
      RequestId: event.requestId,
      SessionId: event.sessionId,
      Outcome: event.outcome,
      Details: { ...event.details },
      Previous: event.previous,
      Hash: event.hash,
    })),
    TotalCount: page.total,
  };
}

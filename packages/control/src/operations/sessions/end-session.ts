import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found } from '../../parameters/found.ts';
import { sessionId } from '../../parameters/session-id.ts';

/** Marks the session; whoever holds it finds the mark among the facts of its next decision, by the hint or by the sweep. */
export async function endSession(params: Params<'EndSession'>, call: Call): Promise<Result<'EndSession'>> {
  const id = sessionId(params.SessionId);
  const { instanceId } = call.instance;
  await call.transact(async (tx) => {
    const session = found(await tx.sessions.get(instanceId, id));
    const marked = await tx.sessions.requestEnd(instanceId, id, tx.now, params.Comment ?? '');
    call.note({ sessionUserId: session.userId, hostId: session.hostId, marked });
    if (marked) tx.hint({ instanceId, kind: 'session', id });
  });
  return {};
}

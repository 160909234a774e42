import { sessionAnswer } from '../../answers/session.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found } from '../../parameters/found.ts';
import { sessionId } from '../../parameters/session-id.ts';

export async function getSession(params: Params<'GetSession'>, call: Call): Promise<Result<'GetSession'>> {
  return { Session: sessionAnswer(found(await call.deps.store.sessions.get(call.instance.instanceId, sessionId(params.SessionId)))) };
}

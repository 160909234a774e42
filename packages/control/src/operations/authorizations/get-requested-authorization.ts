import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundId } from '../../parameters/found.ts';
import { requestedAnswer } from './requested-answer.ts';

export async function getRequestedAuthorization(params: Params<'GetRequestedAuthorization'>, call: Call): Promise<Result<'GetRequestedAuthorization'>> {
  const { store } = call.deps;
  const authorization = found(await store.authorizations.get(call.instance.instanceId, foundId(params.AuthorizationId)));
  return { Authorization: requestedAnswer(authorization, await store.now()) };
}

import { userAnswer } from '../../answers/user.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundId } from '../../parameters/found.ts';

export async function getUser(params: Params<'GetUser'>, call: Call): Promise<Result<'GetUser'>> {
  const user = found(await call.deps.store.users.get(call.instance.instanceId, foundId(params.UserId)));
  return { User: userAnswer(user, call.now) };
}

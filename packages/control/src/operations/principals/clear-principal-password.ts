import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { foundId, foundOne } from '../../parameters/found.ts';

export async function clearPrincipalPassword(params: Params<'ClearPrincipalPassword'>, call: Call): Promise<Result<'ClearPrincipalPassword'>> {
  const id = foundId(params.PrincipalId);
  await call.transact(async (tx) => foundOne(await tx.principals.setPasswordHash(call.instance.instanceId, id, null)));
  return {};
}

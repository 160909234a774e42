import { ApiError } from '../../dispatch/api-error.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { foundId, foundOne } from '../../parameters/found.ts';

/** Nobody deletes himself: the last administrator would lock everybody out. */
export async function deletePrincipal(params: Params<'DeletePrincipal'>, call: Call): Promise<Result<'DeletePrincipal'>> {
  const id = foundId(params.PrincipalId);
  if (id === call.principal.id) throw new ApiError('PrincipalIsCaller');
  await call.transact(async (tx) => {
    foundOne(await tx.principals.delete(call.instance.instanceId, id));
  });
  return {};
}

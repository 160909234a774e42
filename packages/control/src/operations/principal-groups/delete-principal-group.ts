import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { foundId, foundOne } from '../../parameters/found.ts';

export async function deletePrincipalGroup(params: Params<'DeletePrincipalGroup'>, call: Call): Promise<Result<'DeletePrincipalGroup'>> {
  const id = foundId(params.PrincipalGroupId);
  await call.transact(async (tx) => foundOne(await tx.principalGroups.delete(call.instance.instanceId, id)));
  return {};
}

import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { foundId, foundOne } from '../../parameters/found.ts';

export async function removePrincipalFromGroup(params: Params<'RemovePrincipalFromGroup'>, call: Call): Promise<Result<'RemovePrincipalFromGroup'>> {
  const [groupId, principalId] = [foundId(params.PrincipalGroupId), foundId(params.PrincipalId)];
  await call.transact(async (tx) => foundOne(await tx.principalGroups.removeMember(call.instance.instanceId, groupId, principalId)));
  return {};
}

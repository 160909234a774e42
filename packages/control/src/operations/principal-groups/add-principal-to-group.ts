import { MAX_GROUP_MEMBERS } from '@sallyport/core';
import { ApiError } from '../../dispatch/api-error.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundId } from '../../parameters/found.ts';

/** One that is a member stays one. */
export async function addPrincipalToGroup(params: Params<'AddPrincipalToGroup'>, call: Call): Promise<Result<'AddPrincipalToGroup'>> {
  const { instanceId } = call.instance;
  const [groupId, principalId] = [foundId(params.PrincipalGroupId), foundId(params.PrincipalId)];
  await call.transact(async (tx) => {
    found(await tx.principalGroups.get(instanceId, groupId));
    found(await tx.principals.get(instanceId, principalId));
    const members = await tx.principalGroups.members(instanceId, groupId);
    if (members.some((member) => member.id === principalId)) return;
    if (members.length >= MAX_GROUP_MEMBERS) throw new ApiError('TooManyGroupMembers');
    await tx.principalGroups.addMember(instanceId, groupId, principalId);
  });
  return {};
}

import { principalAnswer } from '../../answers/principal.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundId } from '../../parameters/found.ts';
import { sliceOf } from '../../parameters/page.ts';

export async function listPrincipalGroupMembers(params: Params<'ListPrincipalGroupMembers'>, call: Call): Promise<Result<'ListPrincipalGroupMembers'>> {
  const { principalGroups } = call.deps.store;
  const group = found(await principalGroups.get(call.instance.instanceId, foundId(params.PrincipalGroupId)));
  const members = await principalGroups.members(call.instance.instanceId, group.id);
  const { offset, limit } = sliceOf(params);
  return { Principals: members.slice(offset, offset + limit).map(principalAnswer), TotalCount: members.length };
}

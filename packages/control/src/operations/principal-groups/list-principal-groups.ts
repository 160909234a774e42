import { seconds } from '../../answers/ticket.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { pageOf } from '../../parameters/page.ts';

export async function listPrincipalGroups(params: Params<'ListPrincipalGroups'>, call: Call): Promise<Result<'ListPrincipalGroups'>> {
  const page = await call.deps.store.principalGroups.list(call.instance.instanceId, pageOf(params));
  return {
    PrincipalGroups: page.items.map((group) => ({ PrincipalGroupId: group.id, Name: group.name, CreatedTime: seconds(group.createdAt) })),
    TotalCount: page.total,
  };
}

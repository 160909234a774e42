import { parseId } from '@sallyport/core';
import { seconds } from '../../answers/ticket.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { pageOf } from '../../parameters/page.ts';

export async function listAccessKeys(params: Params<'ListAccessKeys'>, call: Call): Promise<Result<'ListAccessKeys'>> {
  const principalId = params.PrincipalId === undefined ? undefined : parseId(params.PrincipalId);
  if (params.PrincipalId !== undefined && principalId === undefined) return { AccessKeys: [], TotalCount: 0 };
  const page = await call.deps.store.accessKeys.list(call.instance.instanceId, principalId, pageOf(params));
  return {
    AccessKeys: page.items.map((key) => ({
      AccessKeyId: key.accessKeyId, PrincipalId: key.principalId, Status: key.active ? 'Active' : 'Inactive', CreatedTime: seconds(key.createdAt),
    })),
    TotalCount: page.total,
  };
}

import { parseId } from '@sallyport/core';
import type { Page, RamPolicy } from '@sallyport/core';
import { seconds } from '../../answers/ticket.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { pageOf } from '../../parameters/page.ts';

export async function listRamPolicies(params: Params<'ListRamPolicies'>, call: Call): Promise<Result<'ListRamPolicies'>> {
  const page = params.PrincipalId === undefined
    ? await call.deps.store.ramPolicies.list(call.instance.instanceId, pageOf(params))
    : await attached(params.PrincipalId, params, call);
  return {
    RamPolicies: page.items.map((policy) => ({
      RamPolicyId: policy.id,
      RamPolicyName: policy.name,
      RamPolicyType: policy.system ? 'System' : 'Custom',
      Description: policy.description,
      PolicyDocument: policy.document,
      CreatedTime: seconds(policy.createdAt),
    })),
    TotalCount: page.total,
  };
}

/** Few policies are attached to one principal, and the store gives them whole. */
async function attached(principalId: string, params: Params<'ListRamPolicies'>, call: Call): Promise<Page<RamPolicy>> {
  const id = parseId(principalId);
  if (id === undefined) return { items: [], total: 0 };
  const all = await call.deps.store.ramPolicies.documentsOf(call.instance.instanceId, id);
  const start = (params.PageNumber - 1) * params.PageSize;
  return { items: all.slice(start, start + params.PageSize), total: all.length };
}

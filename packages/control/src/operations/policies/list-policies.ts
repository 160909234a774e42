import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { pageOf } from '../../parameters/page.ts';

export async function listPolicies(params: Params<'ListPolicies'>, call: Call): Promise<Result<'ListPolicies'>> {
  const page = await call.deps.store.policies.list(call.scope(params.ProjectId), params.PolicyName, pageOf(params));
  return {
    Policies: page.items.map((policy) => ({ Comment: policy.comment, PolicyId: policy.id, PolicyName: policy.name, Priority: policy.priority })),
    TotalCount: page.total,
  };
}

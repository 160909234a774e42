import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundId } from '../../parameters/found.ts';

export async function getPolicyUserScope(params: Params<'GetPolicyUserScope'>, call: Call): Promise<Result<'GetPolicyUserScope'>> {
  const users = found(await call.deps.store.policies.userScope(call.scope(params.ProjectId), foundId(params.PolicyId)));
  return {
    UserScope: {
      ...(users.type === 'All' ? { ScopeType: 'All' } : {}),
      UserGroupIds: [],
      UserIds: users.type === 'User' ? [...users.userIds] : [],
    },
  };
}

import type { Id, PolicyUserScope, Transaction } from '@sallyport/core';
import { ApiError } from '../../dispatch/api-error.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { foundId } from '../../parameters/found.ts';
import { changePolicy } from './change-policy.ts';

export async function setPolicyUserScope(params: Params<'SetPolicyUserScope'>, call: Call): Promise<Result<'SetPolicyUserScope'>> {
  await changePolicy(params, call, async (tx, scope, id) => tx.policies.setUserScope(scope, id, await chosenUsers(params, scope.instanceId, tx)));
  return {};
}

/** A scope names only what exists: a policy must not silently apply to fewer people than somebody thinks. */
async function chosenUsers(params: Params<'SetPolicyUserScope'>, instanceId: string, tx: Transaction): Promise<PolicyUserScope> {
  if (params.ScopeType === 'All') return { type: 'All' };
  // There are no user groups yet: every id of one is unknown.
  if (params.ScopeType === 'UserGroup') throw new ApiError('OBJECT_NOT_FOUND');
  const userIds: readonly Id[] = [...new Set((params.UserIds ?? []).map(foundId))];
  const known = await tx.users.lockFacts(instanceId, userIds, tx.now);
  if (userIds.some((id) => !known.has(id))) throw new ApiError('OBJECT_NOT_FOUND');
  return { type: 'User', userIds };
}

import { ApiError } from '../../dispatch/api-error.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundId } from '../../parameters/found.ts';

/** Nobody takes from himself: the last administrator would lock everybody out. Detaching what is not attached succeeds. */
export async function detachRamPolicy(params: Params<'DetachRamPolicy'>, call: Call): Promise<Result<'DetachRamPolicy'>> {
  const { instanceId } = call.instance;
  const principalId = foundId(params.PrincipalId);
  if (principalId === call.principal.id) throw new ApiError('PrincipalIsCaller');
  await call.transact(async (tx) => {
    const principal = found(await tx.principals.get(instanceId, principalId));
    const policy = found(await tx.ramPolicies.findByName(instanceId, params.RamPolicyName));
    await tx.ramPolicies.detach(instanceId, policy.id, principal.id);
  });
  return {};
}

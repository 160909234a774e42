import { ApiError } from '../../dispatch/api-error.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundOne } from '../../parameters/found.ts';

export async function deleteRamPolicy(params: Params<'DeleteRamPolicy'>, call: Call): Promise<Result<'DeleteRamPolicy'>> {
  const { instanceId } = call.instance;
  await call.transact(async (tx) => {
    const policy = found(await tx.ramPolicies.findByName(instanceId, params.RamPolicyName));
    if (policy.system) throw new ApiError('RamPolicyIsSystem');
    foundOne(await tx.ramPolicies.delete(instanceId, policy.id));
  });
  return {};
}

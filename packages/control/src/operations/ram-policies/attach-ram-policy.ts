import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundId } from '../../parameters/found.ts';

/** Attaching what is attached already succeeds. */
export async function attachRamPolicy(params: Params<'AttachRamPolicy'>, call: Call): Promise<Result<'AttachRamPolicy'>> {
  const { instanceId } = call.instance;
  const principalId = foundId(params.PrincipalId);
  await call.transact(async (tx) => {
    const principal = found(await tx.principals.get(instanceId, principalId));
    const policy = found(await tx.ramPolicies.findByName(instanceId, params.RamPolicyName));
    await tx.ramPolicies.attach(instanceId, policy.id, principal.id);
  });
  return {};
}

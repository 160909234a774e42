import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { foundId, foundOne } from '../../parameters/found.ts';
import { demandLastingProof } from '../../parameters/lasting-proof.ts';

export async function disablePrincipalTotp(params: Params<'DisablePrincipalTotp'>, call: Call): Promise<Result<'DisablePrincipalTotp'>> {
  const id = foundId(params.PrincipalId);
  demandLastingProof(call, id);
  await call.transact(async (tx) => foundOne(await tx.principals.setTotp(call.instance.instanceId, id, null)));
  return {};
}

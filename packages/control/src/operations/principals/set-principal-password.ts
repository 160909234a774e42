import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { foundId, foundOne } from '../../parameters/found.ts';
import { demandLastingProof } from '../../parameters/lasting-proof.ts';

/** Ends the tokens that the old password got. */
export async function setPrincipalPassword(params: Params<'SetPrincipalPassword'>, call: Call): Promise<Result<'SetPrincipalPassword'>> {
  const id = foundId(params.PrincipalId);
  demandLastingProof(call, id);
  // Hashing takes long on purpose; no other writer waits for it.
  const hash = await call.deps.passwords.hash(params.Password);
  await call.transact(async (tx) => foundOne(await tx.principals.setPasswordHash(call.instance.instanceId, id, hash)));
  return {};
}

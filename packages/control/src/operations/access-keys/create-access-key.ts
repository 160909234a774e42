import { accessKeyBinding } from '../../dispatch/authenticate.ts';
import { ApiError } from '../../dispatch/api-error.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundId } from '../../parameters/found.ts';
import { demandLastingProof } from '../../parameters/lasting-proof.ts';
import { newAccessKey } from './new-access-key.ts';

/** Enough to exchange one for another without a gap, few enough to keep count of. */
const MAX_KEYS = 5;

export async function createAccessKey(params: Params<'CreateAccessKey'>, call: Call): Promise<Result<'CreateAccessKey'>> {
  const principalId = foundId(params.PrincipalId);
  demandLastingProof(call, principalId);
  const { instanceId } = call.instance;
  const { accessKeyId, secret } = newAccessKey(call.deps.random);
  const sealed = await call.deps.vault.seal(accessKeyBinding(instanceId, accessKeyId), Buffer.from(secret, 'utf8'));
  await call.transact(async (tx) => {
    found(await tx.principals.get(instanceId, principalId));
    const { total } = await tx.accessKeys.list(instanceId, principalId, { number: 1, size: 1 });
    if (total >= MAX_KEYS) throw new ApiError('TooManyAccessKeys');
    await tx.accessKeys.create({ accessKeyId, instanceId, principalId, active: true, expiresAt: null, createdAt: tx.now }, sealed, null);
    call.note({ newAccessKeyId: accessKeyId });
  });
  return { AccessKeyId: accessKeyId, AccessKeySecret: secret };
}

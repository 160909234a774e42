import type { EpochMs, Id, Transaction } from '@sallyport/core';
import { accessKeyBinding } from '../dispatch/access-key-binding.ts';
import type { Call } from '../dispatch/call.ts';
import { newAccessKey } from '../operations/access-keys/new-access-key.ts';
import { securityTokenHash } from '../signature/security-token.ts';

export interface TemporaryKey {
  readonly accessKeyId: string;
  readonly secret: string;
  /** Must come with every request that the key signs. */
  readonly securityToken: string;
  readonly expiresAt: EpochMs;
}

type Issuer = Pick<Call, 'deps' | 'instance' | 'accessKeyId' | 'tokenHash' | 'provenUntil' | 'note' | 'transact'>;

/**
 * A key that lasts `durationMs`, and never longer than the token or temporary key that asks for it: else one that was lent for an hour could renew itself for ever.
 * It goes with what asked for it. Undefined: there is no such principal, or what the caller proved himself with was revoked in between. The call's audit record is written with it.
 */
export async function issueTemporaryKey(call: Issuer, principalId: Id, durationMs: number): Promise<TemporaryKey | undefined> {
  const { instanceId } = call.instance;
  const { accessKeyId, secret } = newAccessKey(call.deps.random);
  const securityToken = `SPST.${Buffer.from(call.deps.random.bytes(32)).toString('base64url')}`;
  const sealed = await call.deps.vault.seal(accessKeyBinding(instanceId, accessKeyId), Buffer.from(secret, 'utf8'));
  const madeWith = call.tokenHash === '' ? { accessKeyId: call.accessKeyId } : { tokenHash: call.tokenHash };
  return call.transact(async (tx) => {
    if (!await proofStands(call, tx) || await tx.principals.get(instanceId, principalId) === undefined) return undefined;
    const expiresAt = Math.min(tx.now + durationMs, call.provenUntil ?? Infinity);
    await tx.accessKeys.create({ accessKeyId, instanceId, principalId, active: true, expiresAt, createdAt: tx.now }, sealed, { securityTokenHash: securityTokenHash(securityToken), madeWith });
    call.note({ newAccessKeyId: accessKeyId, expiresAt });
    return { accessKeyId, secret, securityToken, expiresAt };
  });
}

/** Within the transaction: a revocation that has been answered before must not leave a fresh key behind. */
async function proofStands(call: Issuer, tx: Transaction): Promise<boolean> {
  if (call.tokenHash !== '') return await tx.authTokens.find(call.tokenHash) !== undefined;
  return (await tx.accessKeys.find(call.accessKeyId))?.key.active === true;
}

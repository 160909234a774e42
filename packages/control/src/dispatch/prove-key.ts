import type { EpochMs, FoundAccessKey, Vault } from '@sallyport/core';
import { sameText } from '../signature/compare.ts';
import { securityTokenHash } from '../signature/security-token.ts';
import { accessKeyBinding } from './access-key-binding.ts';

/** What a signed request says for itself, in either dialect. */
export interface KeyProof {
  /** In constant time. */
  proves(secret: Uint8Array): boolean;
  /** Empty: none came with it. */
  readonly securityToken: string;
}

export type KeyFault = 'SignatureDoesNotMatch' | 'MissingSecurityToken' | 'InvalidSecurityToken.MismatchWithAccessKey' | 'InvalidSecurityToken.Expired';

/** Whether the request was signed with the key; undefined: it was. Its own time and state have been looked at by the caller. */
export async function keyFault(vault: Vault, found: FoundAccessKey, proof: KeyProof, now: EpochMs): Promise<KeyFault | undefined> {
  const { key } = found;
  const secret = await vault.open(accessKeyBinding(key.instanceId, key.accessKeyId), found.sealedSecret);
  const proven = proof.proves(secret);
  secret.fill(0);
  return proven ? tokenFault(found, proof.securityToken, now) : 'SignatureDoesNotMatch';
}

/** A temporary key is good until its end and only with its token; a lasting one has none, so that nobody takes one for the other. */
function tokenFault({ key, securityTokenHash: hash }: FoundAccessKey, token: string, now: EpochMs): KeyFault | undefined {
  if (hash === null && key.expiresAt === null) return token === '' ? undefined : 'InvalidSecurityToken.MismatchWithAccessKey';
  if (token === '') return 'MissingSecurityToken';
  if (hash === null || !sameText(securityTokenHash(token), hash)) return 'InvalidSecurityToken.MismatchWithAccessKey';
  return key.expiresAt === null || now >= key.expiresAt ? 'InvalidSecurityToken.Expired' : undefined;
}

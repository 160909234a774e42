import type { EpochMs } from '@sallyport/core';
import type { ControlDeps } from '../deps.ts';
import type { ProofLock, Prover } from '../limits/proof-lock.ts';
import type { RestRequest } from '../service-tickets/rest-request.ts';
import { readClaimSdk } from '../signature/claim-sdk.ts';
import type { Proof, Refusal } from './proof.ts';
import { keyFault } from './prove-key.ts';
import type { KeyFault } from './prove-key.ts';

/** Who signed the request; undefined: nobody did. */
export async function proofBySignature(deps: ControlDeps, locks: ProofLock, request: RestRequest, now: EpochMs): Promise<Proof | undefined> {
  const authorization = request.headers.get('authorization') ?? '';
  if (authorization === '') return undefined;
  const claim = readClaimSdk(request, authorization);
  if ('fault' in claim) return { fault: 'signature', words: claim.fault };
  const { accessKeyId } = claim;
  const who: Prover = { identity: `key:${accessKeyId}`, address: request.address };
  if (Math.abs(now - claim.signedAt) > deps.settings.clockSkewMs) return { fault: 'time', accessKeyId };
  if (await locks.lockedUntil(who, now) !== undefined) return { fault: 'locked', accessKeyId };
  const found = await deps.store.accessKeys.find(accessKeyId);
  // An unknown key, one that is switched off and a wrong signature are not told apart.
  if (found === undefined || !found.key.active) return { fault: 'signature', accessKeyId, guessed: who };
  const { instanceId } = found.key;
  const fault = await keyFault(deps.vault, found, claim, now);
  if (fault !== undefined) return { ...refusalOf(fault), accessKeyId, instanceId, ...(isGuess(fault) ? { guessed: who } : {}) };
  const instance = await deps.store.instances.get(instanceId);
  if (instance === undefined) return { fault: 'signature', accessKeyId };
  await locks.succeeded(who);
  return { caller: { principal: found.principal, instance, accessKeyId, tokenHash: '', provenUntil: found.key.expiresAt, now } };
}

function refusalOf(fault: KeyFault): Refusal {
  switch (fault) {
    case 'SignatureDoesNotMatch': return { fault: 'signature' };
    case 'MissingSecurityToken': return { fault: 'missingSecurityToken' };
    case 'InvalidSecurityToken.MismatchWithAccessKey': return { fault: 'securityToken' };
    case 'InvalidSecurityToken.Expired': return { fault: 'expiredKey' };
  }
}

/** Who forgot a token or kept a key too long has proved himself all the same. */
function isGuess(fault: KeyFault): boolean {
  return fault === 'SignatureDoesNotMatch' || fault === 'InvalidSecurityToken.MismatchWithAccessKey';
}

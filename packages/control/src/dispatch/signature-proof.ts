import type { EpochMs } from '@sallyport/core';
import type { ControlDeps } from '../deps.ts';
import type { ProofLock, Prover, Verdict } from '../limits/proof-lock.ts';
import type { RestRequest } from '../service-tickets/rest-request.ts';
import { readClaimSdk } from '../signature/claim-sdk.ts';
import type { SdkClaim } from '../signature/claim-sdk.ts';
import type { Caller } from './caller.ts';
import type { Proof } from './proof.ts';
import type { ProofFault } from './proof-error.ts';
import { keyFault } from './prove-key.ts';
import type { KeyFault } from './prove-key.ts';

/** Who signed the request; undefined: nobody did. */
export async function proofBySignature(deps: ControlDeps, locks: ProofLock, request: RestRequest, now: EpochMs): Promise<Proof | undefined> {
  const authorization = request.headers.get('authorization') ?? '';
  if (authorization === '') return undefined;
  const claim = readClaimSdk(request, authorization);
  if ('fault' in claim) return { fault: 'signature', words: claim.fault };
  const { accessKeyId } = claim;
  if (Math.abs(now - claim.signedAt) > deps.settings.clockSkewMs) return { fault: 'time', accessKeyId };
  const signer = await signerOf(deps, claim, now);
  const instanceId = 'fault' in signer ? signer.instanceId : signer.instance.instanceId;
  const where = { accessKeyId, ...(instanceId === undefined ? {} : { instanceId }) };
  // The lock answers after the key was looked at, for right and wrong alike: nothing that was found is told before.
  const prover: Prover = { identity: `key:${accessKeyId}`, address: request.address };
  const judged = await locks.settle(prover, now, 'fault' in signer ? verdictOf(signer.fault) : 'right');
  if (judged.outcome === 'locked') return { fault: 'locked', ...where };
  if (!('fault' in signer)) return { caller: signer };
  const until = judged.outcome === 'wrong' ? judged.until : undefined;
  return { fault: proofFault(signer.fault), ...where, ...(until === undefined ? {} : { locked: { prover, until } }) };
}

/** An unknown key, one that is switched off and a wrong signature are not told apart. */
async function signerOf({ store, vault }: ControlDeps, claim: SdkClaim, now: EpochMs): Promise<Caller | { readonly fault: KeyFault; readonly instanceId?: string }> {
  const { accessKeyId } = claim;
  const found = await store.accessKeys.find(accessKeyId);
  const instance = found === undefined ? undefined : await store.instances.get(found.key.instanceId);
  if (found === undefined || instance === undefined) return { fault: 'SignatureDoesNotMatch' };
  const { instanceId } = instance;
  const fault = found.key.active ? await keyFault(vault, found, claim, now) : 'SignatureDoesNotMatch';
  return fault === undefined ? { principal: found.principal, instance, accessKeyId, tokenHash: '', provenUntil: found.key.expiresAt, now } : { fault, instanceId };
}

function proofFault(fault: KeyFault): ProofFault {
  switch (fault) {
    case 'SignatureDoesNotMatch': return 'signature';
    case 'MissingSecurityToken': return 'missingSecurityToken';
    case 'InvalidSecurityToken.MismatchWithAccessKey': return 'securityToken';
    case 'InvalidSecurityToken.Expired': return 'expiredKey';
  }
}

/** Who forgot a token or kept a key too long has guessed nothing. */
function verdictOf(fault: KeyFault): Verdict {
  return fault === 'SignatureDoesNotMatch' || fault === 'InvalidSecurityToken.MismatchWithAccessKey' ? 'wrong' : 'incomplete';
}

import type { EpochMs } from '@sallyport/core';
import type { LockLog } from '../audit/lock-log.ts';
import type { StrangerLog } from '../audit/stranger-log.ts';
import type { ControlDeps } from '../deps.ts';
import { authTokenHash, saysItIsOver } from '../identity/auth-token.ts';
import type { ProofLock, Prover } from '../limits/proof-lock.ts';
import { OsmError } from '../service-tickets/osm-error.ts';
import type { RestRequest } from '../service-tickets/rest-request.ts';
import { readClaimSdk } from '../signature/claim-sdk.ts';
import type { Caller } from './caller.ts';
import { PROOF_FAULTS, proofError } from './proof-error.ts';
import type { ProofFault } from './proof-error.ts';
import { keyFault } from './prove-key.ts';
import type { KeyFault } from './prove-key.ts';

export interface CallerProver {
  /** Who calls, by signature, token or both. Throws OsmError APIGW.0301, having told the audit log. */
  prove(request: RestRequest, requestId: string, action: string): Promise<Caller>;
  /** Counts a bad proof of somebody, and tells the audit log when that locks him. */
  failed(prover: Prover, where: { readonly instanceId: string | undefined; readonly requestId: string; readonly now: EpochMs }): Promise<void>;
}

/** How a proof that did not hold is told. */
interface Refusal {
  readonly fault: ProofFault;
  /** In place of the fault's own words. */
  readonly words?: string;
  readonly accessKeyId?: string;
  readonly instanceId?: string;
  /** A guess, which counts. */
  readonly guessed?: Prover;
}

type Proof = { readonly caller: Caller } | Refusal;

const MAX_TOKEN = 5_000;

/** Proofs of the REST dialect. */
export function createCallerProver(deps: ControlDeps, parts: { readonly locks: ProofLock; readonly strangers: StrangerLog; readonly lockLog: LockLog }): CallerProver {
  const prover: CallerProver = {
    prove: async (request, requestId, action) => {
      const now = await deps.store.now();
      const proof = await proofOf(deps, parts.locks, request, now);
      if ('caller' in proof) return proof.caller;
      throw await refuse(proof, request, requestId, action, now);
    },
    failed: async (who, { instanceId, requestId, now }) => {
      const until = await parts.locks.failed(who, now);
      if (until !== undefined) await parts.lockLog.locked(who, { instanceId, requestId, now, until });
    },
  };
  const refuse = async (refusal: Refusal, request: RestRequest, requestId: string, action: string, now: EpochMs): Promise<OsmError> => {
    const { fault, words, accessKeyId = '', instanceId, guessed } = refusal;
    if (guessed !== undefined) await prover.failed(guessed, { instanceId, requestId, now });
    await parts.strangers.refused({ address: request.address, requestId, action, accessKeyId, outcome: 'APIGW.0301', details: { fault }, ...(instanceId === undefined ? {} : { instanceId }) });
    return proofError(words ?? PROOF_FAULTS[fault]);
  };
  return prover;
}

async function proofOf(deps: ControlDeps, locks: ProofLock, request: RestRequest, now: EpochMs): Promise<Proof> {
  const authorization = request.headers.get('authorization') ?? '';
  const token = request.headers.get('x-auth-token') ?? '';
  // Not a proof but a header that breaks its declaration (ruling G1).
  if (token.length > MAX_TOKEN) throw new OsmError('OSM.0001');
  if (authorization === '' && token === '') return { fault: 'nothing' };
  const signed = authorization === '' ? undefined : await bySignature(deps, locks, request, authorization, now);
  if (signed !== undefined && !('caller' in signed)) return signed;
  const tokened = token === '' ? undefined : await byToken(deps, locks, request, token, now);
  if (tokened !== undefined && !('caller' in tokened)) return tokened;
  const proven = signed ?? tokened;
  if (proven === undefined) return { fault: 'nothing' };
  // Both are taken only for one and the same: else an audit record would name one and the other would have called.
  if (signed !== undefined && tokened !== undefined && signed.caller.principal.id !== tokened.caller.principal.id) {
    return { fault: 'disagreement', accessKeyId: signed.caller.accessKeyId, instanceId: signed.caller.instance.instanceId };
  }
  return proven;
}

async function bySignature(deps: ControlDeps, locks: ProofLock, request: RestRequest, authorization: string, now: EpochMs): Promise<Proof> {
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

async function byToken(deps: ControlDeps, locks: ProofLock, request: RestRequest, token: string, now: EpochMs): Promise<Proof> {
  // A token that nobody has names nobody, so guesses at tokens count for the network that they come from.
  const who: Prover = { identity: 'token', address: request.address };
  if (saysItIsOver(token, now)) return { fault: 'expiredToken' };
  if (await locks.lockedUntil(who, now) !== undefined) return { fault: 'locked' };
  const tokenHash = authTokenHash(token);
  const found = await deps.store.authTokens.find(tokenHash);
  if (found === undefined) return { fault: 'unknownToken', guessed: who };
  const { instanceId, expiresAt } = found.token;
  if (now >= expiresAt) return { fault: 'expiredToken', instanceId };
  const instance = await deps.store.instances.get(instanceId);
  if (instance === undefined) return { fault: 'unknownToken' };
  await locks.succeeded(who);
  return { caller: { principal: found.principal, instance, accessKeyId: '', tokenHash, provenUntil: expiresAt, now } };
}

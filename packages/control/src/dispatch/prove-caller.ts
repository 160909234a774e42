import type { EpochMs } from '@sallyport/core';
import type { LockLog, Locked } from '../audit/lock-log.ts';
import type { StrangerLog } from '../audit/stranger-log.ts';
import type { ControlDeps } from '../deps.ts';
import type { ProofLock, Prover } from '../limits/proof-lock.ts';
import type { OsmError } from '../service-tickets/osm-error.ts';
import type { RestRequest } from '../service-tickets/rest-request.ts';
import type { Caller } from './caller.ts';
import { PROOF_FAULTS, proofError } from './proof-error.ts';
import type { Proof, Refusal } from './proof.ts';
import { proofBySignature } from './signature-proof.ts';
import { proofByToken } from './token-proof.ts';

export interface CallerProver {
  /** Who calls, by signature, token or both. Throws OsmError APIGW.0301, having told the audit log. */
  prove(request: RestRequest, requestId: string, action: string): Promise<Caller>;
  /** Tells the audit log whom bad proofs have locked. */
  locked(prover: Prover, what: Locked): Promise<void>;
}

/** Proofs of the REST dialect. */
export function createCallerProver(deps: ControlDeps, parts: { readonly locks: ProofLock; readonly strangers: StrangerLog; readonly lockLog: LockLog }): CallerProver {
  const prover: CallerProver = {
    prove: async (request, requestId, action) => {
      const now = await deps.store.now();
      const proof = await proofOf(deps, parts.locks, request, now);
      if ('caller' in proof) return proof.caller;
      throw await refuse(proof, request, requestId, action, now);
    },
    locked: (who, what) => parts.lockLog.locked(who, what),
  };
  const refuse = async (refusal: Refusal, request: RestRequest, requestId: string, action: string, now: EpochMs): Promise<OsmError> => {
    const { fault, words, accessKeyId = '', instanceId, locked } = refusal;
    if (locked !== undefined) await prover.locked(locked.prover, { instanceId, requestId, now, until: locked.until });
    await parts.strangers.refused({ address: request.address, requestId, action, accessKeyId, outcome: 'APIGW.0301', details: { fault }, ...(instanceId === undefined ? {} : { instanceId }) });
    return proofError(words ?? PROOF_FAULTS[fault]);
  };
  return prover;
}

async function proofOf(deps: ControlDeps, locks: ProofLock, request: RestRequest, now: EpochMs): Promise<Proof> {
  const signed = await proofBySignature(deps, locks, request, now);
  if (signed !== undefined && 'fault' in signed) return signed;
  const tokened = await proofByToken(deps, request, now);
  if (tokened !== undefined && 'fault' in tokened) return tokened;
  return agreed(signed?.caller, tokened?.caller);
}

/** Both are taken only for one and the same: else an audit record would name one and the other would have called. */
function agreed(signed: Caller | undefined, tokened: Caller | undefined): Proof {
  const caller = signed ?? tokened;
  if (caller === undefined) return { fault: 'nothing' };
  if (tokened === undefined || tokened.principal.id === caller.principal.id) return { caller };
  return { fault: 'disagreement', accessKeyId: caller.accessKeyId, instanceId: caller.instance.instanceId };
}

import { DomainError } from '@sallyport/core';
import type { AuthToken, EpochMs, Instance, PrincipalProof } from '@sallyport/core';
import { eventOf } from '../audit/call-record.ts';
import type { CallRecord } from '../audit/call-record.ts';
import type { ControlDeps } from '../deps.ts';
import { takeCall } from '../limits/call-rate.ts';
import type { RestRequest } from '../service-tickets/rest-request.ts';
import { authTokenHash, newAuthToken } from './auth-token.ts';
import type { IdentityAnswer } from './identity-operation.ts';
import { tokenBody } from './token-body.ts';
import type { TokenRequest } from './token-request.ts';
import { scopeOf } from './token-scope.ts';

export const CREATE_TOKEN = 'CreateToken';

/** A log-on whose password and code were right. */
export interface Proven {
  readonly asked: TokenRequest;
  readonly proof: PrincipalProof;
  /** Of the code; none: there is no second factor. */
  readonly step: number | 'none';
  readonly request: RestRequest;
  readonly requestId: string;
  readonly now: EpochMs;
}

/** Undefined: the proof was overtaken by another use of the code or by a change of what was proved, or the scope is not the principal's. The code is used up then too. */
export async function storeToken(deps: ControlDeps, { asked, proof, step, request, requestId, now }: Proven): Promise<IdentityAnswer | undefined> {
  const { principal } = proof;
  const { instanceId } = principal;
  const instance = await deps.store.instances.get(instanceId);
  if (instance === undefined) throw new DomainError('OBJECT_GONE');
  await takeCall(deps.store.rates, deps.settings, instance, { action: CREATE_TOKEN }, now);
  const expiresAt = now + deps.settings.serviceTickets.tokenMs;
  const text = newAuthToken(deps.random, expiresAt);
  const methods: AuthToken['methods'] = step === 'none' ? ['password'] : ['password', 'totp'];
  const record = recordOf(instance, proof, request, requestId);
  const stored = await deps.store.transact(async (tx): Promise<AuthToken | undefined> => {
    const still = await tx.principals.findProof({ id: principal.id });
    // What is changed revokes all tokens; this one must not come after.
    if (still === undefined || !sameProof(still, proof)) return undefined;
    if (step !== 'none' && !await tx.principals.useTotpStep(instanceId, principal.id, step)) return undefined;
    const scope = scopeOf(asked.scope, instance, principal);
    if (scope === undefined) return undefined;
    const token: AuthToken = { hash: authTokenHash(text), instanceId, principalId: principal.id, methods, scope, issuedAt: now, expiresAt };
    await tx.authTokens.create(token);
    tx.record(eventOf({ ...record, details: { methods, scope, expiresAt } }, 'OK'));
    return token;
  });
  return stored === undefined ? undefined : { status: 201, headers: { 'x-subject-token': text }, body: tokenBody(stored, principal) };
}

/** By the bytes: a new secret of the second factor is sealed anew, and the code was one of the old. */
function sameProof(a: PrincipalProof, b: PrincipalProof): boolean {
  if (a.passwordHash !== b.passwordHash) return false;
  return a.sealedTotp === null || b.sealedTotp === null ? a.sealedTotp === b.sealedTotp : Buffer.compare(a.sealedTotp, b.sealedTotp) === 0;
}

function recordOf(instance: Instance, { principal }: PrincipalProof, request: RestRequest, requestId: string): CallRecord {
  return {
    instanceId: instance.instanceId, requestId, actor: { kind: 'principal', id: principal.id, name: principal.name }, sourceAddress: request.address, action: CREATE_TOKEN, details: {}, written: false,
  };
}

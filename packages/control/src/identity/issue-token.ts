import { DomainError } from '@sallyport/core';
import type { AuthToken, EpochMs, Id, Instance, PrincipalProof } from '@sallyport/core';
import { eventOf } from '../audit/call-record.ts';
import type { CallRecord } from '../audit/call-record.ts';
import type { StrangerLog } from '../audit/stranger-log.ts';
import type { ControlDeps } from '../deps.ts';
import type { CallerProver } from '../dispatch/prove-caller.ts';
import { takeCall } from '../limits/call-rate.ts';
import type { ProofLock, Prover } from '../limits/proof-lock.ts';
import type { RestRequest } from '../service-tickets/rest-request.ts';
import { authTokenHash, newAuthToken } from './auth-token.ts';
import { foldedName } from './domain-id.ts';
import type { Domains } from './domains.ts';
import type { IdentityAnswer } from './identity-operation.ts';
import { KeystoneError } from './keystone-error.ts';
import { tokenBody } from './token-body.ts';
import { readTokenRequest } from './token-request.ts';
import type { NamedUser, TokenRequest } from './token-request.ts';
import { scopeOf } from './token-scope.ts';
import { matchingTotpStep, totpBinding } from './totp.ts';

export interface TokenIssuer {
  readonly deps: ControlDeps;
  readonly locks: ProofLock;
  readonly prover: CallerProver;
  readonly strangers: StrangerLog;
  readonly domains: Domains;
}

const ACTION = 'CreateToken';

/** `POST /v3/auth/tokens`: a token for a password, and a code where the principal has a second factor. */
export async function issueToken(parts: TokenIssuer, request: RestRequest, requestId: string): Promise<IdentityAnswer> {
  const asked = readTokenRequest(request.body);
  const now = await parts.deps.store.now();
  const named = await resolve(parts.domains, asked.user);
  const proof = named === undefined ? undefined : await parts.deps.store.principals.findProof(named);
  const who: Prover = { identity: identityOf(asked.user, proof), address: request.address };
  const refuse = async (fault: 'locked' | 'password'): Promise<KeystoneError> => {
    const instanceId = proof?.principal.instanceId;
    if (fault === 'password') await parts.prover.failed(who, { instanceId, requestId, now });
    await parts.strangers.refused({
      address: request.address, requestId, action: ACTION, accessKeyId: '', outcome: 'APIGW.0301',
      details: { fault, ...(proof === undefined ? {} : { principalId: proof.principal.id }) }, ...(instanceId === undefined ? {} : { instanceId }),
    });
    return new KeystoneError(401, fault === 'locked' ? 'Too many attempts have failed: this user is locked here for some minutes.' : 'The user, the password or the verification code is wrong or missing.');
  };
  if (await parts.locks.lockedUntil(who, now) !== undefined) throw await refuse('locked');
  // At full cost for everybody, so that time does not tell who exists.
  const right = await parts.deps.passwords.verify(proof?.passwordHash ?? null, asked.password);
  const step = proof === undefined ? undefined : await secondFactor(parts.deps, proof, asked, now);
  if (!right || proof === undefined || step === undefined) throw await refuse('password');
  // Guesses that were under way together must not each count as the first.
  if (await parts.locks.lockedUntil(who, now) !== undefined) throw await refuse('locked');
  const issued = await issue(parts.deps, { asked, proof, step, request, requestId, now });
  if (issued === undefined) throw await refuse('password');
  await parts.locks.succeeded(who);
  return issued;
}

/** Undefined: the domain is unknown, and so is everybody in it. */
async function resolve(domains: Domains, user: NamedUser): Promise<{ readonly id: Id } | { readonly domain: string; readonly name: string } | undefined> {
  if ('id' in user) return user;
  const domain = 'name' in user.domain ? user.domain.name : await domains.nameOf(user.domain.id);
  return domain === undefined ? undefined : { domain, name: user.name };
}

/** One identity, whichever way it is named: else every way would have tries of its own. Names that nobody has are locked like others, so that a lock tells nothing. */
function identityOf(user: NamedUser, proof: PrincipalProof | undefined): string {
  if (proof !== undefined) return `principal:${proof.principal.id}`;
  if ('id' in user) return `name:${user.id}`;
  return `name:${'name' in user.domain ? foldedName(user.domain.name) : user.domain.id.toLowerCase()}/${foldedName(user.name)}`;
}

/** The step to use up, 'none' where there is no second factor, or undefined: it is missing, wrong, or given by somebody who has none. */
async function secondFactor(deps: ControlDeps, { principal, sealedTotp }: PrincipalProof, { totp, user }: TokenRequest, now: EpochMs): Promise<number | 'none' | undefined> {
  if (sealedTotp === null) return totp === undefined ? 'none' : undefined;
  if (totp === undefined || !sameUser(totp.user, user, principal.id)) return undefined;
  const secret = await deps.vault.open(totpBinding(principal.instanceId, principal.id), sealedTotp);
  const step = matchingTotpStep(secret, totp.passcode, now);
  secret.fill(0);
  return step;
}

/** The code's user may be left out, or named as the password's or by id. */
function sameUser(code: NamedUser | undefined, password: NamedUser, id: Id): boolean {
  if (code === undefined) return true;
  if ('id' in code) return code.id === id;
  return 'name' in password && foldedName(code.name) === foldedName(password.name) && JSON.stringify(code.domain) === JSON.stringify(password.domain);
}

interface Proven {
  readonly asked: TokenRequest;
  readonly proof: PrincipalProof;
  readonly step: number | 'none';
  readonly request: RestRequest;
  readonly requestId: string;
  readonly now: EpochMs;
}

/** Undefined: the proof was overtaken by another use of the code or by a change of what was proved. */
async function issue(deps: ControlDeps, { asked, proof, step, request, requestId, now }: Proven): Promise<IdentityAnswer | undefined> {
  const { principal } = proof;
  const instance = await deps.store.instances.get(principal.instanceId);
  if (instance === undefined) throw new DomainError('OBJECT_GONE');
  const scope = scopeOf(asked.scope, instance, principal);
  if (scope === undefined) throw new KeystoneError(401, 'The user has no access to the scope that is asked for.');
  await takeCall(deps.store.rates, deps.settings, instance, { action: ACTION }, now);
  const expiresAt = now + deps.settings.serviceTickets.tokenMs;
  const text = newAuthToken(deps.random, expiresAt);
  const token: AuthToken = {
    hash: authTokenHash(text), instanceId: principal.instanceId, principalId: principal.id, methods: step === 'none' ? ['password'] : ['password', 'totp'], scope, issuedAt: now, expiresAt,
  };
  const record = recordOf(instance, proof, request, requestId);
  const stored = await deps.store.transact(async (tx) => {
    const still = await tx.principals.findProof({ id: principal.id });
    // A password that was changed a moment ago revoked all tokens; this one must not come after.
    if (still?.passwordHash !== proof.passwordHash || (still?.sealedTotp === null) !== (proof.sealedTotp === null)) return false;
    if (step !== 'none' && !await tx.principals.useTotpStep(principal.instanceId, principal.id, step)) return false;
    await tx.authTokens.create(token);
    tx.record(eventOf({ ...record, details: { methods: token.methods, scope, expiresAt } }, 'OK'));
    return true;
  });
  return stored ? { status: 201, headers: { 'x-subject-token': text }, body: tokenBody(token, principal) } : undefined;
}

function recordOf(instance: Instance, { principal }: PrincipalProof, request: RestRequest, requestId: string): CallRecord {
  return {
    instanceId: instance.instanceId, requestId, actor: { kind: 'principal', id: principal.id, name: principal.name }, sourceAddress: request.address, action: ACTION, details: {}, written: false,
  };
}

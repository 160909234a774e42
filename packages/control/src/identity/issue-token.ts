import { networkOf } from '@sallyport/core';
import type { EpochMs, Id, PrincipalProof } from '@sallyport/core';
import type { StrangerLog } from '../audit/stranger-log.ts';
import type { ControlDeps } from '../deps.ts';
import type { CallerProver } from '../dispatch/prove-caller.ts';
import type { Judged, ProofLock, Prover } from '../limits/proof-lock.ts';
import type { Turns } from '../limits/turns.ts';
import type { RestRequest } from '../service-tickets/rest-request.ts';
import { foldedName } from './domain-id.ts';
import type { Domains } from './domains.ts';
import type { IdentityAnswer } from './identity-operation.ts';
import { KeystoneError } from './keystone-error.ts';
import { lockIdentity, soughtUser, spelling } from './named-user.ts';
import { CREATE_TOKEN, storeToken } from './store-token.ts';
import { readTokenRequest } from './token-request.ts';
import type { NamedUser, TokenRequest } from './token-request.ts';
import { matchingTotpStep, totpBinding } from './totp.ts';

export interface TokenIssuer {
  readonly deps: ControlDeps;
  readonly locks: ProofLock;
  readonly prover: CallerProver;
  readonly strangers: StrangerLog;
  readonly domains: Domains;
}

/** The same for all that is refused, locks too: a lock that tells itself from a wrong password tells who exists, and which password was right. */
const REFUSED = 'The user, the password or the verification code is wrong or missing, or the scope is not the user’s, or too many attempts have failed here and the user is locked for some minutes.';

/**
 * `POST /v3/auth/tokens`: a token for a password, and a code where the principal has a second factor. Several of one user at once take turns, or they
 * would use up each other's tries; turns go by how the request names him, because who waits for whom must not tell whether two names are one user.
 */
export async function issueToken(parts: TokenIssuer, turns: Turns, request: RestRequest, requestId: string): Promise<IdentityAnswer> {
  const asked = readTokenRequest(request.body);
  const { deps, locks } = parts;
  const now = await deps.store.now();
  const sought = await soughtUser(parts.domains, asked.user);
  const proof = sought === undefined ? undefined : await deps.store.principals.findProof(sought);
  const logOn: LogOn = { asked, proof, request, requestId, now, who: { identity: lockIdentity(asked.user, sought, proof), address: request.address } };
  const judged = await turns.take(`${networkOf(request.address)}\n${spelling(asked.user)}`, () => locks.attempt(logOn.who, now, () => proveAndStore(parts, logOn)));
  if (judged.outcome === 'proven') return judged.value;
  // At full cost for those too whom nobody looked at, so that time does not tell who is locked.
  if (judged.outcome === 'locked') await deps.passwords.verify(null, asked.password);
  throw await refuse(parts, logOn, judged);
}

interface LogOn {
  readonly asked: TokenRequest;
  readonly proof: PrincipalProof | undefined;
  readonly request: RestRequest;
  readonly requestId: string;
  readonly now: EpochMs;
  readonly who: Prover;
}

async function proveAndStore({ deps, locks }: TokenIssuer, logOn: LogOn): Promise<IdentityAnswer | undefined> {
  const { asked, proof, now } = logOn;
  // At full cost for everybody, so that time does not tell who exists.
  const right = await deps.passwords.verify(proof?.passwordHash ?? null, asked.password);
  const step = proof === undefined ? undefined : await secondFactor(deps, proof, asked, now);
  if (!right || proof === undefined || step === undefined) return undefined;
  // Another node, or another way to name him, may have locked him meanwhile.
  if (await locks.lockedUntil(logOn.who, now) !== undefined) return undefined;
  return storeToken(deps, { ...logOn, proof, step });
}

async function refuse({ prover, strangers }: TokenIssuer, { proof, request, requestId, now, who }: LogOn, judged: Exclude<Judged<unknown>, { outcome: 'proven' }>): Promise<KeystoneError> {
  const instanceId = proof?.principal.instanceId;
  if (judged.outcome === 'wrong' && judged.until !== undefined) await prover.locked(who, { instanceId, requestId, now, until: judged.until });
  await strangers.refused({
    address: request.address, requestId, action: CREATE_TOKEN, accessKeyId: '', outcome: 'APIGW.0301',
    details: { fault: judged.outcome === 'locked' ? 'locked' : 'password', ...(proof === undefined ? {} : { principalId: proof.principal.id }) }, ...(instanceId === undefined ? {} : { instanceId }),
  });
  return new KeystoneError(401, REFUSED);
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

import { SECOND } from '@sallyport/core';
import { conclude, startRecord } from '../audit/conclude.ts';
import type { CallRecord } from '../audit/call-record.ts';
import { checkDomain } from '../dispatch/check-domain.ts';
import { createCall } from '../dispatch/create-call.ts';
import { takeCall } from '../limits/call-rate.ts';
import { createTurns } from '../limits/turns.ts';
import type { RestRequest } from '../service-tickets/rest-request.ts';
import { createSecurityToken, tokenInBody } from './create-security-token.ts';
import type { IdentityAnswer, IdentityOperation } from './identity-operation.ts';
import { issueToken } from './issue-token.ts';
import type { TokenIssuer } from './issue-token.ts';
import { malformed } from './json-body.ts';
import { KeystoneError, keystoneBody, translateKeystoneError } from './keystone-error.ts';
import { listAuthDomains } from './list-auth-domains.ts';
import { listProjects } from './list-projects.ts';
import { revokeToken } from './revoke-token.ts';
import { showToken } from './show-token.ts';

export interface IdentityDispatcher {
  /** `path` as the segments spell it, decoded. Never rejects: a failure is an answer. */
  dispatch(path: string, request: RestRequest, requestId: string): Promise<IdentityAnswer>;
}

const OPERATIONS: readonly IdentityOperation[] = [showToken, revokeToken, listAuthDomains, listProjects, createSecurityToken];

/** Log-ons of one user that wait for each other: as many as a second or two of checks. */
const LOG_ONS = { waiting: 64, waitMs: 20 * SECOND };

/** Tokens, temporary keys and what clients ask about themselves, in the form of OpenStack Keystone. */
export function createIdentityDispatcher(parts: TokenIssuer): IdentityDispatcher {
  const turns = createTurns(LOG_ONS);
  return {
    dispatch: async (path, request, requestId) => {
      try {
        if (request.method === 'POST' && path === '/v3/auth/tokens') return await issueToken(parts, turns, request, requestId);
        const operation = OPERATIONS.find((one) => one.method === request.method && one.path === path);
        if (operation === undefined) throw new KeystoneError(404, 'There is no such resource.');
        return await proven(parts, operation, operation === createSecurityToken ? withTokenOfBody(request) : request, requestId);
      } catch (thrown) {
        return refusalAnswer(parts, translateKeystoneError(thrown), requestId);
      }
    },
  };
}

async function proven(parts: TokenIssuer, operation: IdentityOperation, request: RestRequest, requestId: string): Promise<IdentityAnswer> {
  const { deps } = parts;
  const caller = await parts.prover.prove(request, requestId, operation.action);
  const record = startRecord(caller, request, requestId, operation.action);
  try {
    checkDomain(request, caller);
    await takeCall(deps.store.rates, deps.settings, caller.instance, { action: operation.action }, caller.now);
    const answer = await operation.run(request, createCall(deps, caller, record, 'own'));
    await conclude(deps.store, record, 'OK');
    return answer;
  } catch (thrown) {
    await recordRefusal(parts, record, thrown);
    throw thrown;
  }
}

async function recordRefusal({ deps }: TokenIssuer, record: CallRecord, thrown: unknown): Promise<void> {
  await conclude(deps.store, record, `HTTP_${translateKeystoneError(thrown).status}`);
}

/** Python sends the token in the body alone. */
function withTokenOfBody(request: RestRequest): RestRequest {
  const token = tokenInBody(request.body);
  if (token === undefined) return request;
  const header = request.headers.get('x-auth-token') ?? '';
  if (header !== '' && header !== token) throw malformed('X-Auth-Token and auth.identity.token.id differ');
  return { ...request, headers: new Map([...request.headers, ['x-auth-token', token]]) };
}

/** A 401 must say how to prove oneself (RFC 9110 §11.6.1). */
function refusalAnswer({ deps }: TokenIssuer, error: KeystoneError, requestId: string): IdentityAnswer {
  if (error.status >= 500) deps.log.error({ err: error.cause, requestId }, 'a call of the identity routes failed');
  const headers = {
    ...(error.status === 401 ? { 'www-authenticate': 'Keystone uri="/v3"' } : {}),
    ...(error.retryAfterMs === undefined ? {} : { 'retry-after': String(Math.ceil(error.retryAfterMs / 1_000)) }),
  };
  return { status: error.status, headers, body: keystoneBody(error) };
}

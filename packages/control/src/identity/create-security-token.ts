import { MINUTE, SECOND } from '@sallyport/core';
import type { IdentityOperation } from './identity-operation.ts';
import { malformed, member, readJsonObject } from './json-body.ts';
import type { JsonObject } from './json-body.ts';
import { KeystoneError } from './keystone-error.ts';
import { issueTemporaryKey } from './temporary-key.ts';
import { keystoneTime } from './token-body.ts';

/** As the cloud has it where nothing is asked for. */
const USUAL_MS = 15 * MINUTE;
const SHORTEST_MS = 15 * MINUTE;

/** `POST /v3.0/OS-CREDENTIAL/securitytokens`: a temporary key for the caller himself. */
export const createSecurityToken: IdentityOperation = {
  action: 'CreateSecurityToken', method: 'POST', path: '/v3.0/OS-CREDENTIAL/securitytokens',
  run: async (request, call) => {
    const identity = identityIn(request.body);
    const durationMs = durationOf(identity, call.deps.settings.serviceTickets.temporaryKeyMs);
    const key = await issueTemporaryKey(call, call.principal.id, durationMs);
    if (key === undefined) throw new KeystoneError(401, 'What the request was proved with has been revoked.');
    return { status: 201, body: { credential: { access: key.accessKeyId, secret: key.secret, securitytoken: key.securityToken, expires_at: keystoneTime(key.expiresAt) } } };
  },
};

/** The token that the body brings along, as Python's SDK sends it; undefined: the header has it. */
export function tokenInBody(body: Uint8Array): string | undefined {
  const id = tokenMember(identityIn(body))['id'];
  if (id === undefined || id === null || id === '') return undefined;
  if (typeof id !== 'string') throw malformed('auth.identity.token.id must be text');
  return id;
}

function identityIn(body: Uint8Array): JsonObject {
  const identity = member(member(readJsonObject(body)['auth'], 'auth')['identity'], 'auth.identity');
  const methods = identity['methods'];
  if (!Array.isArray(methods) || methods.length !== 1 || methods[0] !== 'token') throw malformed('auth.identity.methods must be ["token"]');
  // A policy would narrow what the key may do; a key that ignores it would be worth more than was asked for.
  if (identity['policy'] !== undefined) throw malformed('a policy of the key alone is not supported');
  return identity;
}

function tokenMember(identity: JsonObject): JsonObject {
  const token = identity['token'];
  return token === undefined || token === null ? {} : member(token, 'auth.identity.token');
}

function durationOf(identity: JsonObject, longestMs: number): number {
  const asked = tokenMember(identity)['duration_seconds'];
  if (asked === undefined || asked === null) return USUAL_MS;
  if (typeof asked !== 'number' || !Number.isInteger(asked) || asked * SECOND < SHORTEST_MS || asked * SECOND > longestMs) {
    throw malformed(`duration_seconds must be ${SHORTEST_MS / SECOND} to ${longestMs / SECOND}`);
  }
  return asked * SECOND;
}

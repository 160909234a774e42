import type { AuthToken, Repositories } from '@sallyport/core';
import type { Call } from '../dispatch/call.ts';
import type { RestRequest } from '../service-tickets/rest-request.ts';
import { authTokenHash } from './auth-token.ts';
import { malformed } from './json-body.ts';
import { KeystoneError } from './keystone-error.ts';

/** The token that X-Subject-Token names. Another's and one that is over do not exist for the caller. */
export async function ownToken(request: RestRequest, call: Call, store: Pick<Repositories, 'authTokens'>): Promise<AuthToken> {
  const text = request.headers.get('x-subject-token') ?? '';
  if (text === '') throw malformed('X-Subject-Token is missing');
  const found = await store.authTokens.find(authTokenHash(text));
  if (found === undefined || found.principal.id !== call.principal.id || call.now >= found.token.expiresAt) throw new KeystoneError(404, 'Could not find the token.');
  return found.token;
}

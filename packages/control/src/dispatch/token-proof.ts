import type { EpochMs } from '@sallyport/core';
import type { ControlDeps } from '../deps.ts';
import { authTokenHash, saysItIsOver } from '../identity/auth-token.ts';
import { OsmError } from '../service-tickets/osm-error.ts';
import type { RestRequest } from '../service-tickets/rest-request.ts';
import type { Proof } from './proof.ts';

const MAX_TOKEN = 5_000;

/** Whose token the request came with; undefined: it came with none. Throws OsmError OSM.0001 for one beyond its limit: no proof but a header that breaks its declaration (ruling G1). */
export async function proofByToken(deps: ControlDeps, request: RestRequest, now: EpochMs): Promise<Proof | undefined> {
  const token = request.headers.get('x-auth-token') ?? '';
  if (token === '') return undefined;
  if (token.length > MAX_TOKEN) throw new OsmError('OSM.0001');
  if (saysItIsOver(token, now)) return { fault: 'expiredToken' };
  const tokenHash = authTokenHash(token);
  const found = await deps.store.authTokens.find(tokenHash);
  // Not counted: 256 random bits cannot be guessed, and a script that goes on with a revoked token must not bar everybody of its network.
  if (found === undefined) return { fault: 'unknownToken' };
  const { instanceId, expiresAt } = found.token;
  if (now >= expiresAt) return { fault: 'expiredToken', instanceId };
  const instance = await deps.store.instances.get(instanceId);
  if (instance === undefined) return { fault: 'unknownToken' };
  return { caller: { principal: found.principal, instance, accessKeyId: '', tokenHash, provenUntil: expiresAt, now } };
}

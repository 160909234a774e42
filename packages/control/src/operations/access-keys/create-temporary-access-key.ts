import { SECOND } from '@sallyport/core';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { issueTemporaryKey } from '../../identity/temporary-key.ts';
import { found, foundId } from '../../parameters/found.ts';
import { demand } from '../../parameters/refuse.ts';

export async function createTemporaryAccessKey(params: Params<'CreateTemporaryAccessKey'>, call: Call): Promise<Result<'CreateTemporaryAccessKey'>> {
  const durationMs = params.DurationSeconds * SECOND;
  demand(durationMs <= call.deps.settings.serviceTickets.temporaryKeyMs);
  const principalId = params.PrincipalId === undefined ? call.principal.id : foundId(params.PrincipalId);
  const key = found(await issueTemporaryKey(call, principalId, durationMs));
  return { AccessKeyId: key.accessKeyId, AccessKeySecret: key.secret, SecurityToken: key.securityToken, Expiration: new Date(key.expiresAt).toISOString() };
}

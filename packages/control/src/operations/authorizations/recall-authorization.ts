import { endAuthorization } from '@sallyport/core';
import { ApiError } from '../../dispatch/api-error.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundId } from '../../parameters/found.ts';
import { logCase } from '../../service-tickets/case-log.ts';

/** Whoever asked takes it back, confirmed or not: requests of others do not exist for him, but those that nobody is left to recall. What runs on it is cut. */
export async function recallAuthorization(params: Params<'RecallAuthorization'>, call: Call): Promise<Result<'RecallAuthorization'>> {
  const { instanceId } = call.instance;
  const id = foundId(params.AuthorizationId);
  const reason = params.Comment ?? '';
  await call.transact(async (tx) => {
    const authorization = found(await tx.authorizations.get(instanceId, id));
    const isOthers = authorization.requestedBy !== call.principal.id && await tx.principals.get(instanceId, authorization.requestedBy) !== undefined;
    if (isOthers) throw new ApiError('OBJECT_NOT_FOUND');
    const ended = await endAuthorization(tx, instanceId, id, { event: 'recall', by: call.principal.id, reason, cause: '' });
    if (ended === undefined) throw new ApiError('AuthorizationStateConflict');
    call.note({ authorizationId: id, caseId: ended.caseId, userId: ended.userId });
    await logCase(tx, call, ended.caseId, { operation: 'recall-authorization', operator: 'support', words: reason });
  });
  return {};
}

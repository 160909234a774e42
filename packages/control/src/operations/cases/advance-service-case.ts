import { endAuthorizationsOfCase, isOpenCase } from '@sallyport/core';
import { ApiError } from '../../dispatch/api-error.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundId } from '../../parameters/found.ts';
import { logCase } from '../../service-tickets/case-log.ts';

/** Support's moves. When one ends the ticket, it ends what was lent or asked for on it, in the same transaction. */
export async function advanceServiceCase(params: Params<'AdvanceServiceCase'>, call: Call): Promise<Result<'AdvanceServiceCase'>> {
  const { instanceId } = call.instance;
  const id = foundId(params.CaseId);
  const { Event: event, Comment: words = '' } = params;
  const status = await call.transact(async (tx) => {
    found(await tx.cases.get(instanceId, id));
    const moved = await tx.cases.move(instanceId, id, event, event === 'resolve' ? { resolution: words } : {}, tx.now);
    if (moved === undefined) throw new ApiError('CaseStateConflict');
    if (!isOpenCase(moved.status)) await endAuthorizationsOfCase(tx, instanceId, id, call.principal.id, words);
    await logCase(tx, call, id, { operation: event, operator: 'support', words });
    call.note({ caseId: id, status: moved.status });
    return moved.status;
  });
  return { Status: status };
}

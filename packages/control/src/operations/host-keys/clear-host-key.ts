import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundId } from '../../parameters/found.ts';

export async function clearHostKey(params: Params<'ClearHostKey'>, call: Call): Promise<Result<'ClearHostKey'>> {
  const id = foundId(params.HostId);
  const scope = call.scope(params.ProjectId);
  const cleared = await call.transact(async (tx) => {
    found(await tx.hosts.get(scope, id));
    const count = await tx.hostKeyPins.clear(scope.instanceId, id);
    call.note({ cleared: count });
    return count;
  });
  return { Cleared: cleared };
}

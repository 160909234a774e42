import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundId } from '../../parameters/found.ts';

export async function clearHostKey(params: Params<'ClearHostKey'>, call: Call): Promise<Result<'ClearHostKey'>> {
  const id = foundId(params.HostId);
  const scope = call.scope(params.ProjectId);
  const cleared = await call.transact(async (tx) => {
    const { sshPort } = found(await tx.hosts.get(scope, id));
    // A port that became the host's own may have keys from before under its number.
    const ports = params.Port === undefined ? undefined : params.Port === sshPort ? [null, params.Port] : [params.Port];
    const count = await tx.hostKeyPins.clear(scope.instanceId, id, ports);
    call.note({ cleared: count });
    return count;
  });
  return { Cleared: cleared };
}

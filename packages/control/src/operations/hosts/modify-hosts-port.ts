import { parseId } from '@sallyport/core';
import type { Id, ItemCode, Transaction } from '@sallyport/core';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';

export async function modifyHostsPort(params: Params<'ModifyHostsPort'>, call: Call): Promise<Result<'ModifyHostsPort'>> {
  const codes = await call.transact(async (tx) => {
    const done: ItemCode[] = [];
    const changed = new Set<Id>();
    for (const text of params.HostIds) done.push(await changePort(text, changed, params, call, tx));
    call.note({ codes: done });
    return done;
  });
  return { Results: params.HostIds.map((id, index) => ({ Code: codes[index] ?? 'UNEXPECTED', HostId: id, Message: 'None' })) };
}

async function changePort(text: string, changed: Set<Id>, params: Params<'ModifyHostsPort'>, call: Call, tx: Transaction): Promise<ItemCode> {
  const id = parseId(text);
  if (id === undefined) return 'INVALID_ARGUMENT';
  const scope = call.scope(params.ProjectId);
  const host = await tx.hosts.get(scope, id);
  if (host === undefined) return 'OBJECT_NOT_FOUND';
  const port = params.ProtocolName === 'SSH' ? host.sshPort : host.rdpPort;
  if (changed.has(id) || port === params.Port) return 'OBJECT_AlREADY_EXISTS';
  changed.add(id);
  await tx.hosts.setPort(scope, id, params.ProtocolName, params.Port);
  tx.hint({ instanceId: scope.instanceId, kind: 'host', id });
  return 'OK';
}

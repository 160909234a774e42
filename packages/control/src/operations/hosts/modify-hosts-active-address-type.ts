import { activeAddress, parseId } from '@sallyport/core';
import type { ItemCode, Transaction } from '@sallyport/core';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';

/** As with a change of address, the host-key pin stays: what answers at the other address must prove the same key before any secret goes there (ruling H4). */
export async function modifyHostsActiveAddressType(params: Params<'ModifyHostsActiveAddressType'>, call: Call): Promise<Result<'ModifyHostsActiveAddressType'>> {
  const codes = await call.transact(async (tx) => {
    const done: ItemCode[] = [];
    for (const text of params.HostIds) done.push(await changeType(text, params, call, tx));
    call.note({ codes: done });
    return done;
  });
  return { Results: params.HostIds.map((id, index) => ({ Code: codes[index] ?? 'UNEXPECTED', HostId: id, Message: 'None' })) };
}

/** A host named twice is read the second time as the first has left it. */
async function changeType(text: string, params: Params<'ModifyHostsActiveAddressType'>, call: Call, tx: Transaction): Promise<ItemCode> {
  const id = parseId(text);
  if (id === undefined) return 'INVALID_ARGUMENT';
  const scope = call.scope(params.ProjectId);
  const type = params.ActiveAddressType;
  const host = await tx.hosts.get(scope, id);
  if (host === undefined) return 'OBJECT_NOT_FOUND';
  if (host.activeAddressType === type) return 'OBJECT_AlREADY_EXISTS';
  // Nothing to dial: the host would be out of reach without anybody having said so.
  if (activeAddress({ ...host, activeAddressType: type }) === '') return 'INVALID_ARGUMENT';
  await tx.hosts.setActiveAddressType(scope, id, type);
  tx.hint({ instanceId: scope.instanceId, kind: 'host', id });
  return 'OK';
}

import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { defined } from '../../parameters/defined.ts';
import { found, foundId, foundOne } from '../../parameters/found.ts';
import { isPlainText } from '../../parameters/plain-text.ts';
import { demand } from '../../parameters/refuse.ts';
import { readCredentials, sealCredentials } from './credentials.ts';

export async function modifyHostAccount(params: Params<'ModifyHostAccount'>, call: Call): Promise<Result<'ModifyHostAccount'>> {
  const id = foundId(params.HostAccountId);
  const scope = call.scope(params.ProjectId);
  demand(params.HostAccountName === undefined || isPlainText(params.HostAccountName));
  const known = found(await call.deps.store.hostAccounts.get(scope, id));
  // The protocol of an account never changes, so what was read before the transaction holds in it.
  const clear = readCredentials(params, known.protocol, call);
  const sealed = await sealCredentials(clear, id, call);
  const changes = defined({
    name: params.HostAccountName,
    privilegeType: params.PrivilegeType,
    rotationMode: params.RotationMode,
    hostShareKeyId: params.HostShareKeyId,
  });
  await call.transact(async (tx) => {
    foundOne(await tx.hostAccounts.modify(scope, id, changes));
    if (Object.keys(sealed).length > 0) await tx.hostAccounts.setCredentials(scope.instanceId, id, sealed);
    call.note({ credentialsChanged: Object.keys(sealed).length > 0 });
    tx.hint({ instanceId: scope.instanceId, kind: 'account', id });
  });
  return {};
}

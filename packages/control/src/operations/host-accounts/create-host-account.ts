import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundId } from '../../parameters/found.ts';
import { isPlainText } from '../../parameters/plain-text.ts';
import { demand } from '../../parameters/refuse.ts';
import { readCredentials, sealCredentials } from './credentials.ts';

export async function createHostAccount(params: Params<'CreateHostAccount'>, call: Call): Promise<Result<'CreateHostAccount'>> {
  const hostId = foundId(params.HostId);
  const scope = call.scope(params.ProjectId);
  demand(isPlainText(params.HostAccountName));
  const clear = readCredentials(params, params.ProtocolName, call);
  const id = await call.transact(async (tx) => {
    found(await tx.hosts.get(scope, hostId));
    const created = await tx.hostAccounts.create({
      ...scope,
      hostId,
      name: params.HostAccountName,
      protocol: params.ProtocolName,
      privilegeType: params.PrivilegeType,
      rotationMode: params.RotationMode,
      hostShareKeyId: params.HostShareKeyId ?? '',
      createdAt: tx.now,
    });
    await tx.hostAccounts.setCredentials(scope.instanceId, created, await sealCredentials(clear, created, call));
    call.note({ hostAccountId: created });
    return created;
  });
  return { HostAccountId: id };
}

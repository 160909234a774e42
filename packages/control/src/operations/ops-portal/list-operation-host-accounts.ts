import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { callerUser } from '../../parameters/caller-user.ts';
import { foundId } from '../../parameters/found.ts';
import { pageOf } from '../../parameters/page.ts';

/** A host that is not granted to the caller's user shows no accounts, as one that does not exist. */
export async function listOperationHostAccounts(params: Params<'ListOperationHostAccounts'>, call: Call): Promise<Result<'ListOperationHostAccounts'>> {
  const user = await callerUser(call);
  const page = await call.deps.store.grants.listOperableAccounts(call.instance.instanceId, user.id, foundId(params.HostId), params.HostAccountName, pageOf(params));
  return {
    HostAccounts: page.items.map((account) => ({
      HasPassword: account.hasPassword,
      HostAccountId: account.id,
      HostAccountName: account.name,
      HostId: account.hostId,
      HostShareKeyId: account.hostShareKeyId,
      PrivateKeyFingerprint: account.privateKeyFingerprint,
      ProtocolName: account.protocol,
      SSHConfig: { EnableSFTPChannel: false, EnableSSHChannel: account.protocol === 'SSH' },
    })),
    TotalCount: page.total,
  };
}

import type { Api, CallOptions } from '../api.ts';

export const PASSWORD = 'Aa1!aaaa';

export async function createUser(api: Api, name: string, more: Readonly<Record<string, string>> = {}, options?: CallOptions): Promise<string> {
  const local = more['Source'] === undefined ? { Source: 'Local', Password: PASSWORD } : {};
  return String((await api.ok('CreateUser', { UserName: name, ...local, ...more }, options))['UserId']);
}

export async function createHost(api: Api, name: string, address = '10.0.0.1', options?: CallOptions): Promise<string> {
  return String((await api.ok('CreateHost', { HostName: name, OSType: 'Linux', Source: 'Local', ActiveAddressType: 'Private', HostPrivateAddress: address }, options))['HostId']);
}

export async function createAccount(api: Api, hostId: string, name: string, more: Readonly<Record<string, string>> = {}, options?: CallOptions): Promise<string> {
  return String((await api.ok('CreateHostAccount', { HostId: hostId, HostAccountName: name, ProtocolName: 'SSH', ...more }, options))['HostAccountId']);
}

/** A policy with approval on for everybody and everything. */
export async function approveEverything(api: Api): Promise<string> {
  const PolicyId = String((await api.ok('CreatePolicy', { PolicyName: 'approve' }))['PolicyId']);
  await api.ok('SetPolicyUserScope', { PolicyId, ScopeType: 'All' });
  await api.ok('SetPolicyAssetScope', { PolicyId, ScopeType: 'All' });
  await api.ok('SetPolicyApprovalConfig', { PolicyId, ApprovalConfig: '{"SwitchStatus":"On"}' });
  return PolicyId;
}

export async function openTicket(api: Api, of: { readonly userId: string; readonly hostId: string; readonly accountId: string }, reason = 'because'): Promise<string> {
  return api.store.transact(async (tx) => {
    const opened = await tx.tickets.openOrJoin({
      instanceId: 'bastionhost-cn-st220aw0001', projectId: 'default', ...of, accountName: 'root', protocol: 'SSH', reason, effectCount: 0, effectStart: null, effectEnd: null,
    }, tx.now, tx.now + 86_400_000, 5);
    return opened.ticket.id;
  });
}

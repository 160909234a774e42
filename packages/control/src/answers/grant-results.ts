import type { GrantItem, GrantResult } from '@sallyport/core';
import type { Params, Result } from '../dispatch/handler.ts';

type Hosts = Params<'DetachHostAccountsFromUser'>['Hosts'];
type Results = Result<'DetachHostAccountsFromUser'>['Results'];

/** What the sample answers of both pages carry at both levels, whatever the Code (ruling A1). */
const MESSAGE = 'None';

export function grantItems(hosts: Hosts): readonly GrantItem[] {
  return hosts.map((host) => ({ hostId: host.HostId, ...(host.HostAccountIds === undefined ? {} : { accountIds: host.HostAccountIds }) }));
}

export function grantAnswer(results: readonly GrantResult[], userId: string): Results {
  return results.map((result) => ({
    Code: result.code,
    HostAccounts: result.accounts.map((account) => ({ Code: account.code, HostAccountId: account.accountId, Message: MESSAGE })),
    HostId: result.hostId,
    Message: MESSAGE,
    UserId: userId,
  }));
}

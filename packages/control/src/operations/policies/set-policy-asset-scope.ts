import type { HostScope, Id, PolicyAssetScope, Scope, Transaction } from '@sallyport/core';
import { ApiError } from '../../dispatch/api-error.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundId } from '../../parameters/found.ts';
import { demand } from '../../parameters/refuse.ts';
import { changePolicy } from './change-policy.ts';

type HostParam = NonNullable<Params<'SetPolicyAssetScope'>['Hosts']>[number];

export async function setPolicyAssetScope(params: Params<'SetPolicyAssetScope'>, call: Call): Promise<Result<'SetPolicyAssetScope'>> {
  await changePolicy(params, call, async (tx, scope, id) => tx.policies.setAssetScope(scope, id, await chosenAssets(params, scope, tx)));
  return {};
}

/** A scope names only what exists: a policy must not silently apply to less than somebody thinks. */
async function chosenAssets(params: Params<'SetPolicyAssetScope'>, scope: Scope, tx: Transaction): Promise<PolicyAssetScope> {
  if (params.ScopeType === 'All') return { type: 'All' };
  // There are no databases and no asset groups yet: every id of one is unknown.
  if (params.ScopeType !== 'Host') throw new ApiError('OBJECT_NOT_FOUND');
  const wanted = (params.Hosts ?? []).map(hostScope);
  demand(new Set(wanted.map((host) => host.hostId)).size === wanted.length);
  for (const host of wanted) found(await tx.hosts.get(scope, host.hostId));
  await checkAccounts(wanted, scope, tx);
  return { type: 'Host', hosts: wanted };
}

/** Left out, AccountScopeType is what the ids say: some, or all. An empty list is never "all". */
function hostScope(host: HostParam): HostScope {
  const type = host.AccountScopeType ?? (host.HostAccountIds === undefined ? 'All' : 'AccountId');
  if (type === 'All') return { hostId: foundId(host.HostId), accountIds: null };
  demand(host.HostAccountIds !== undefined && host.HostAccountIds.length > 0);
  return { hostId: foundId(host.HostId), accountIds: [...new Set(host.HostAccountIds.map(foundId))] };
}

async function checkAccounts(hosts: readonly HostScope[], scope: Scope, tx: Transaction): Promise<void> {
  for (const { hostId, accountIds } of hosts) {
    if (accountIds === null) continue;
    const own = new Set<Id>();
    for (let number = 1; ; number += 1) {
      const page = await tx.hostAccounts.list(scope, { hostIds: [hostId] }, { number, size: PAGE });
      for (const account of page.items) own.add(account.id);
      if (number * PAGE >= page.total) break;
    }
    if (accountIds.some((id) => !own.has(id))) throw new ApiError('OBJECT_NOT_FOUND');
  }
}

const PAGE = 500;

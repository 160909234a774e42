import type { HostScope } from '@sallyport/core';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundId } from '../../parameters/found.ts';

type Hosts = Result<'GetPolicyAssetScope'>['AssetScope']['Hosts'];

export async function getPolicyAssetScope(params: Params<'GetPolicyAssetScope'>, call: Call): Promise<Result<'GetPolicyAssetScope'>> {
  const assets = found(await call.deps.store.policies.assetScope(call.scope(params.ProjectId), foundId(params.PolicyId)));
  return {
    AssetScope: {
      Databases: [],
      HostGroups: [],
      Hosts: assets.type === 'Host' ? assets.hosts.map(hostAnswer) : [],
      ...(assets.type === 'All' ? { ScopeType: 'All' } : {}),
    },
  };
}

function hostAnswer(host: HostScope): Hosts[number] {
  return { AccountScopeType: host.accountIds === null ? 'All' : 'AccountId', HostAccountIds: [...(host.accountIds ?? [])], HostId: host.hostId };
}

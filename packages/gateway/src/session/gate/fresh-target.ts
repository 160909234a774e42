import type { Store } from '@sallyport/core';
import { refusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import type { Target } from './target.ts';

/**
 * The target as it stands now. A menu may have shown it long ago, and an approval may have taken half an hour: the credential of today
 * must not go to the address or the account name of then.
 */
export async function freshTarget(store: Store, { host, account }: Target): Promise<Target | Refusal> {
  const scope = { instanceId: host.instanceId, projectId: host.projectId };
  const [freshHost, freshAccount] = await Promise.all([store.hosts.get(scope, host.id), store.grants.operableAccount(scope, account.id)]);
  if (freshHost === undefined) return refusal('ASSET_NOT_FOUND');
  if (freshAccount === undefined || freshAccount.hostId !== freshHost.id) return refusal('ACCOUNT_NOT_FOUND');
  return { host: freshHost, account: freshAccount };
}

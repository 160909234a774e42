import { parseId } from '@sallyport/core';
import type { Host, Id, UserGrantRepository } from '@sallyport/core';
import { refusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import type { Target } from './target.ts';

const FEW = { number: 1, size: 20 };

/**
 * What `account@host` means to this user: host by name, then address, then id, only among hosts that he may operate, so that
 * a foreign host and one that does not exist are the same answer (ruling F1).
 */
export async function chooseTarget(grants: UserGrantRepository, instanceId: string, userId: Id, accountName: string, hostName: string): Promise<Target | Refusal> {
  const hosts = await findHosts(grants, instanceId, userId, hostName);
  const [host, another] = hosts;
  if (host === undefined) return refusal('NOT_GRANTED');
  if (another !== undefined) return refusal('HOST_AMBIGUOUS', hosts.map((found) => `${found.id} (${found.hostName})`).join(', '));
  return chooseAccount(grants, instanceId, userId, host, accountName);
}

async function findHosts(grants: UserGrantRepository, instanceId: string, userId: Id, name: string): Promise<readonly Host[]> {
  const byName = await grants.listOperable(instanceId, userId, { hostName: name }, FEW);
  if (byName.total > 0) return byName.items;
  const byAddress = await grants.listOperable(instanceId, userId, { hostAddress: name }, FEW);
  if (byAddress.total > 0) return byAddress.items;
  const id = parseId(name);
  return id === undefined ? [] : (await grants.listOperable(instanceId, userId, { hostId: id }, FEW)).items;
}

/** Several may be called so: the host's own goes before lent ones, and of those the one that is lent longest. The store lists them in that order. */
async function chooseAccount(grants: UserGrantRepository, instanceId: string, userId: Id, host: Host, name: string): Promise<Target | Refusal> {
  const named = await grants.listOperableAccounts(instanceId, userId, host.id, name, FEW);
  const exact = named.items.filter((account) => account.name === name);
  const account = exact.find((found) => found.protocol === 'SSH');
  if (account !== undefined) return { host, account };
  if (exact.length > 0) return refusal('PROTOCOL_MISMATCH');
  const any = await grants.listOperableAccounts(instanceId, userId, host.id, undefined, { number: 1, size: 1 });
  return refusal(any.total === 0 ? 'ACCOUNT_REQUIRED' : 'NOT_GRANTED');
}

import type { Id, Transaction } from '@sallyport/core';

const PAGE = 100;

/** Of the accounts whose direct grant has just gone, those that the user reaches by no other path either. */
export async function accountsLost(tx: Transaction, instanceId: string, userId: Id, revoked: readonly { readonly hostId: Id; readonly accountId: Id }[]): Promise<readonly Id[]> {
  const left = new Set<Id>();
  for (const hostId of new Set(revoked.map((account) => account.hostId))) {
    for (let number = 1; ; number += 1) {
      const page = await tx.grants.listOperableAccounts(instanceId, userId, hostId, undefined, { number, size: PAGE });
      for (const account of page.items) left.add(account.id);
      if (number * PAGE >= page.total) break;
    }
  }
  return revoked.map((account) => account.accountId).filter((id) => !left.has(id));
}

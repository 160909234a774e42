import { parseId, planGrants } from '@sallyport/core';
import type { GrantPlan, Id, Transaction } from '@sallyport/core';
import { grantAnswer, grantItems } from '../../answers/grant-results.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { accountsLost } from './accounts-lost.ts';
import { readGrants } from './read-grants.ts';

/** Takes direct grants away. Tickets end for accounts that no path leads to any more; sessions are judged by whoever holds them. */
export async function detachHostAccountsFromUser(params: Params<'DetachHostAccountsFromUser'>, call: Call): Promise<Result<'DetachHostAccountsFromUser'>> {
  const items = grantItems(params.Hosts);
  if (call.tenancy === 'foreign') return { Results: grantAnswer(planGrants('detach', false, items, new Map()).results, params.UserId) };
  const userId = parseId(params.UserId);
  const results = await call.transact(async (tx) => {
    const { userExists, facts } = await readGrants(tx, call.scope(undefined), userId, items);
    const plan = planGrants('detach', userExists, items, facts);
    call.note({ results: plan.results });
    if (userId !== undefined && (plan.hosts.length > 0 || plan.accounts.length > 0)) await revoke(tx, call, userId, plan);
    return plan.results;
  });
  return { Results: grantAnswer(results, params.UserId) };
}

async function revoke(tx: Transaction, call: Call, userId: Id, plan: GrantPlan): Promise<void> {
  const { instanceId } = call.instance;
  await tx.grants.revokeHosts(instanceId, userId, plan.hosts);
  await tx.grants.revokeAccounts(instanceId, userId, plan.accounts.map((account) => account.accountId));
  const accountIds = await accountsLost(tx, instanceId, userId, plan.accounts);
  if (accountIds.length > 0) await tx.tickets.endOf(instanceId, { userId, accountIds }, 'grant-lost', call.principal.id, '', tx.now);
  tx.hint({ instanceId, kind: 'user', id: userId });
}

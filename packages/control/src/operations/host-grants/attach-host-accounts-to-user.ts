import { parseId, planGrants } from '@sallyport/core';
import { grantAnswer, grantItems } from '../../answers/grant-results.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { readGrants } from './read-grants.ts';

/** The granting principal is kept with the grant: for a day he cannot approve its use himself (ruling C2). */
export async function attachHostAccountsToUser(params: Params<'AttachHostAccountsToUser'>, call: Call): Promise<Result<'AttachHostAccountsToUser'>> {
  const userId = parseId(params.UserId);
  const items = grantItems(params.Hosts);
  const { instanceId } = call.instance;
  const results = await call.transact(async (tx) => {
    const { userExists, facts } = await readGrants(tx, call.scope(undefined), userId, items);
    const plan = planGrants('attach', userExists, items, facts);
    call.note({ results: plan.results });
    if (userId === undefined || (plan.hosts.length === 0 && plan.accounts.length === 0)) return plan.results;
    await tx.grants.grantHosts(instanceId, userId, plan.hosts, call.principal.id, tx.now);
    await tx.grants.grantAccounts(instanceId, userId, plan.accounts, call.principal.id, tx.now);
    tx.hint({ instanceId, kind: 'user', id: userId });
    return plan.results;
  });
  return { Results: grantAnswer(results, params.UserId) };
}

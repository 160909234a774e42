import { hostAccountAnswer } from '../../answers/host-account.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundId } from '../../parameters/found.ts';

export async function getHostAccount(params: Params<'GetHostAccount'>, call: Call): Promise<Result<'GetHostAccount'>> {
  const account = found(await call.deps.store.hostAccounts.get(call.scope(params.ProjectId), foundId(params.HostAccountId)));
  return { HostAccount: hostAccountAnswer(account) };
}

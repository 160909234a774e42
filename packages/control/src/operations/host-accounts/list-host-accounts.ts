import { parseId } from '@sallyport/core';
import type { Id } from '@sallyport/core';
import { hostAccountAnswer } from '../../answers/host-account.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { defined } from '../../parameters/defined.ts';
import { pageOf } from '../../parameters/page.ts';

export async function listHostAccounts(params: Params<'ListHostAccounts'>, call: Call): Promise<Result<'ListHostAccounts'>> {
  const hostIds = chosenHosts(params);
  if (hostIds?.length === 0) return { HostAccounts: [], TotalCount: 0 };
  const filter = defined({ hostIds, name: params.HostAccountName, protocol: params.ProtocolName });
  const page = await call.deps.store.hostAccounts.list(call.scope(params.ProjectId), filter, pageOf(params));
  return { HostAccounts: page.items.map(hostAccountAnswer), TotalCount: page.total };
}

/** HostIds counts only when HostId is 0; without both, all hosts of the project. What names no host has no accounts. */
function chosenHosts(params: Params<'ListHostAccounts'>): readonly Id[] | undefined {
  if (params.HostId === '0' && params.HostIds === undefined) return undefined;
  const texts = params.HostId === '0' ? params.HostIds ?? [] : [params.HostId];
  return texts.map(parseId).filter((id) => id !== undefined);
}

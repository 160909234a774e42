import { principalAnswer } from '../../answers/principal.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { pageOf } from '../../parameters/page.ts';

export async function listPrincipals(params: Params<'ListPrincipals'>, call: Call): Promise<Result<'ListPrincipals'>> {
  const page = await call.deps.store.principals.list(call.instance.instanceId, pageOf(params));
  return { Principals: page.items.map(principalAnswer), TotalCount: page.total };
}

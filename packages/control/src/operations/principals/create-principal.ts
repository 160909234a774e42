import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { isPlainText } from '../../parameters/plain-text.ts';
import { demand } from '../../parameters/refuse.ts';

export async function createPrincipal(params: Params<'CreatePrincipal'>, call: Call): Promise<Result<'CreatePrincipal'>> {
  const displayName = params.DisplayName ?? params.PrincipalName;
  demand(isPlainText(displayName));
  // The owner's account by its id, unless it belongs to a customer or to the vendor.
  const domain = params.Domain ?? call.instance.accountId;
  const id = await call.transact(async (tx) => {
    const created = await tx.principals.create({ instanceId: call.instance.instanceId, name: params.PrincipalName, displayName, domain, createdAt: tx.now });
    call.note({ principalId: created });
    return created;
  });
  return { PrincipalId: id };
}

import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { isPlainText } from '../../parameters/plain-text.ts';
import { demand } from '../../parameters/refuse.ts';

export async function createPrincipal(params: Params<'CreatePrincipal'>, call: Call): Promise<Result<'CreatePrincipal'>> {
  const displayName = params.DisplayName ?? params.PrincipalName;
  demand(isPlainText(displayName));
  const id = await call.transact(async (tx) => {
    const created = await tx.principals.create({ instanceId: call.instance.instanceId, name: params.PrincipalName, displayName, createdAt: tx.now });
    call.note({ principalId: created });
    return created;
  });
  return { PrincipalId: id };
}

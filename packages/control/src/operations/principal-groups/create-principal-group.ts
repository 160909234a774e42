import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { isPlainText } from '../../parameters/plain-text.ts';
import { demand } from '../../parameters/refuse.ts';

export async function createPrincipalGroup(params: Params<'CreatePrincipalGroup'>, call: Call): Promise<Result<'CreatePrincipalGroup'>> {
  demand(isPlainText(params.Name));
  const id = await call.transact(async (tx) => {
    const created = await tx.principalGroups.create({ instanceId: call.instance.instanceId, name: params.Name, createdAt: tx.now });
    call.note({ principalGroupId: created });
    return created;
  });
  return { PrincipalGroupId: id };
}

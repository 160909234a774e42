import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { isPlainText } from '../../parameters/plain-text.ts';
import { creationScope } from '../../parameters/project.ts';
import { demand } from '../../parameters/refuse.ts';

export async function createPolicy(params: Params<'CreatePolicy'>, call: Call): Promise<Result<'CreatePolicy'>> {
  const scope = creationScope(call, params.ProjectId);
  demand(isPlainText(params.PolicyName));
  const id = await call.transact(async (tx) => {
    const created = await tx.policies.create({
      ...scope, name: params.PolicyName, comment: params.Comment ?? '', priority: params.Priority, approval: false, onTighten: 'continue', createdAt: tx.now,
    });
    call.note({ policyId: created });
    return created;
  });
  return { PolicyId: id };
}

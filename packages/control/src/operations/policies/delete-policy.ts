import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { changePolicy } from './change-policy.ts';

export async function deletePolicy(params: Params<'DeletePolicy'>, call: Call): Promise<Result<'DeletePolicy'>> {
  await changePolicy(params, call, async (tx, scope, id) => tx.policies.delete(scope, id));
  return {};
}

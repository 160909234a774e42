import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { modifyFields } from './change-policy.ts';

export async function setPolicyTightenConfig(params: Params<'SetPolicyTightenConfig'>, call: Call): Promise<Result<'SetPolicyTightenConfig'>> {
  await modifyFields(params, call, { onTighten: params.OnTighten });
  return {};
}

import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { modifyFields } from './change-policy.ts';

export async function setPolicyApprovalConfig(params: Params<'SetPolicyApprovalConfig'>, call: Call): Promise<Result<'SetPolicyApprovalConfig'>> {
  await modifyFields(params, call, { approval: params.ApprovalConfig.SwitchStatus === 'On' });
  return {};
}

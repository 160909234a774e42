import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { defined } from '../../parameters/defined.ts';
import { isPlainText } from '../../parameters/plain-text.ts';
import { demand } from '../../parameters/refuse.ts';
import { modifyFields } from './change-policy.ts';

export async function modifyPolicy(params: Params<'ModifyPolicy'>, call: Call): Promise<Result<'ModifyPolicy'>> {
  demand(params.PolicyName === undefined || isPlainText(params.PolicyName));
  await modifyFields(params, call, defined({ name: params.PolicyName, comment: params.Comment, priority: params.Priority }));
  return {};
}

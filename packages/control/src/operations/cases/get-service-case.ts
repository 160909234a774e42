import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundId } from '../../parameters/found.ts';
import { serviceCaseAnswer } from './service-case-answer.ts';

/** Of any customer, deleted ones too: they are kept for auditors. */
export async function getServiceCase(params: Params<'GetServiceCase'>, call: Call): Promise<Result<'GetServiceCase'>> {
  return { Case: serviceCaseAnswer(found(await call.deps.store.cases.get(call.instance.instanceId, foundId(params.CaseId)))) };
}

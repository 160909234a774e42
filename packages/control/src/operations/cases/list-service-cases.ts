import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { sliceOf } from '../../parameters/page.ts';
import { serviceCaseAnswer } from './service-case-answer.ts';

export async function listServiceCases(params: Params<'ListServiceCases'>, call: Call): Promise<Result<'ListServiceCases'>> {
  const filter = params.Status === undefined ? {} : { statuses: [params.Status] };
  const page = await call.deps.store.cases.list(call.instance.instanceId, filter, sliceOf(params));
  return { Cases: page.items.map(serviceCaseAnswer), TotalCount: page.total };
}

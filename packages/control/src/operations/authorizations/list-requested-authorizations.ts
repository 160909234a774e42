import { parseId } from '@sallyport/core';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { defined } from '../../parameters/defined.ts';
import { sliceOf } from '../../parameters/page.ts';
import { requestedAnswer } from './requested-answer.ts';

/** Whoever asked for them: the vendor's people work in turns, and auditors read here too. */
export async function listRequestedAuthorizations(params: Params<'ListRequestedAuthorizations'>, call: Call): Promise<Result<'ListRequestedAuthorizations'>> {
  const { store } = call.deps;
  const caseId = params.CaseId === undefined ? undefined : parseId(params.CaseId);
  if (params.CaseId !== undefined && caseId === undefined) return { Authorizations: [], TotalCount: 0 };
  const now = await store.now();
  const page = await store.authorizations.list(call.instance.instanceId, defined({ caseId, status: params.Status }), sliceOf(params), now);
  return { Authorizations: page.items.map((authorization) => requestedAnswer(authorization, now)), TotalCount: page.total };
}

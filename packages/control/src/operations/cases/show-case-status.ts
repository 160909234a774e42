import { readReach } from '../../service-tickets/reach.ts';
import type { RestCall, RestInputOf, RestResultOf } from '../../service-tickets/rest-handler.ts';
import { STATUS_NUMBERS } from './case-numbers.ts';
import { namedCase } from './named-case.ts';

/** The reference gives this operation no group: a ticket of one's own alone. */
export async function showCaseStatus(input: RestInputOf<'ShowCaseStatus'>, call: RestCall): Promise<RestResultOf<'ShowCaseStatus'>> {
  const { status } = await namedCase(call.deps.store, call, input.path.case_id, await readReach(call, undefined));
  return { status: STATUS_NUMBERS[status] };
}

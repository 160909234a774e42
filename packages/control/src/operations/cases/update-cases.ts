import { endAuthorizationsOfCase, mayPress } from '@sallyport/core';
import type { CaseDecision, CaseSatisfaction, Transaction } from '@sallyport/core';
import { logCase } from '../../service-tickets/case-log.ts';
import { OsmError } from '../../service-tickets/osm-error.ts';
import { readReach } from '../../service-tickets/reach.ts';
import type { RestCall, RestInputOf, RestResultOf } from '../../service-tickets/rest-handler.ts';
import { namedCase } from './named-case.ts';
import type { ShownCase } from './named-case.ts';

type Body = RestInputOf<'UpdateCases'>['body'];

/** What the customer does to his ticket. When it is over, so is whatever was lent or asked for on it, in the same transaction. */
export async function updateCases(input: RestInputOf<'UpdateCases'>, call: RestCall): Promise<RestResultOf<'UpdateCases'>> {
  const { body } = input;
  const { action_id: action } = input.query;
  const decision = readDecision(body, action);
  const reach = await readReach(call, body.group_id);
  await call.transact(async (tx) => {
    const shown = await namedCase(tx, call, input.path.case_id, reach);
    if (action === 'press') await press(tx, call, shown);
    else {
      const moved = await tx.cases.move(call.instance.instanceId, shown.id, action, decision, tx.now);
      if (moved === undefined) throw new OsmError('OSM.01010014');
      await endAuthorizationsOfCase(tx, call.instance.instanceId, shown.id, call.principal.id, body.operate_desc ?? '');
    }
    await logCase(tx, call, shown.id, { operation: action, operator: 'customer', words: body.operate_desc ?? '' });
  });
  return { error_code: '', error_msg: '' };
}

async function press(tx: Transaction, call: RestCall, { id, status }: ShownCase): Promise<void> {
  if (!mayPress(status)) throw new OsmError('OSM.01010014');
  const { pressEveryMs } = call.deps.settings.serviceTickets;
  // `press` counts what was urged at that very instant as too soon; once the whole time is over it may be done again.
  if (!await tx.cases.press(call.instance.instanceId, id, tx.now, tx.now - pressEveryMs + 1)) throw new OsmError('OSM.01010004');
}

/** The customer's last words end a ticket, and scores judge a result; elsewhere they would vanish unseen. Throws OsmError. */
function readDecision(body: Body, action: RestInputOf<'UpdateCases'>['query']['action_id']): CaseDecision {
  const judgement = body.judgement ?? '';
  const satisfaction = (body.incident_satisfaction_list ?? []).map(answer);
  if (judgement !== '' && action !== 'close' && action !== 'cancel') throw new OsmError('OSM.01010001');
  if (satisfaction.length > 0 && action !== 'close') throw new OsmError('OSM.01010001');
  if (new Set(satisfaction.map((each) => each.satisfactionId)).size !== satisfaction.length) throw new OsmError('OSM.01010001');
  return { ...(judgement === '' ? {} : { judgement }), ...(satisfaction.length === 0 ? {} : { satisfaction }) };
}

function answer(given: NonNullable<Body['incident_satisfaction_list']>[number]): CaseSatisfaction {
  return {
    satisfactionId: given.satisfaction_id,
    satisfactionValue: given.satisfaction_value,
    satisfactionName: given.satisfaction_name ?? '',
    value: given.value ?? null,
    perValue: given.per_value ?? null,
    categoryId: given.sat_category_id ?? '',
    categoryName: given.sat_category_name ?? '',
  };
}

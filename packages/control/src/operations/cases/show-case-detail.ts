import type { CaseSatisfaction, Phrase } from '@sallyport/core';
import { nameOf } from '../../service-tickets/listed-names.ts';
import { readReach } from '../../service-tickets/reach.ts';
import type { RestCall, RestInputOf, RestResultOf } from '../../service-tickets/rest-handler.ts';
import { caseAnswer } from './case-answer.ts';
import { namedCase } from './named-case.ts';

type Score = NonNullable<RestResultOf<'ShowCaseDetail'>['incident_detail_info']>['incident_satisfaction'][number];

/** The one source that tickets can have: `source_id` is a constant. */
const SOURCE: Phrase = { en: 'API', zh: 'API' };

export async function showCaseDetail(input: RestInputOf<'ShowCaseDetail'>, call: RestCall): Promise<RestResultOf<'ShowCaseDetail'>> {
  const shown = await namedCase(call.deps.store, call, input.path.case_id, await readReach(call, input.query.group_id));
  const lists = call.deps.caseLists();
  const { contact } = shown;
  return {
    incident_detail_info: {
      ...caseAnswer(shown, lists, input),
      judgement: shown.judgement,
      source_name: SOURCE[input.language],
      // Messages come with operations that do not exist yet.
      message_list: [],
      incident_satisfaction: shown.satisfaction.map(score),
      severity_name: nameOf(lists.severities, shown.severityId, input.language),
      business_ownership: 0,
      ...(shown.resolvedAt === null ? {} : { resolve_time: shown.resolvedAt }),
      ext_info: { area_code: contact.areaCode, remind_mobile: contact.mobile, remind_mail: contact.mail, remind_time: contact.time },
    },
  };
}

function score(answer: CaseSatisfaction): Score {
  return {
    satisfaction_id: answer.satisfactionId,
    satisfaction_value: answer.satisfactionValue,
    satisfaction_name: answer.satisfactionName,
    ...(answer.value === null ? {} : { value: answer.value }),
    ...(answer.perValue === null ? {} : { per_value: answer.perValue }),
    sat_category_id: answer.categoryId,
    sat_category_name: answer.categoryName,
  };
}

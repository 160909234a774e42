import type { CaseLogEntry, Language } from '@sallyport/core';
import { readReach } from '../../service-tickets/reach.ts';
import type { RestCall, RestInputOf, RestResultOf } from '../../service-tickets/rest-handler.ts';
import { dateTime, plainTime } from '../../service-tickets/times.ts';
import { OPERATIONS } from './case-numbers.ts';
import { namedCase } from './named-case.ts';

export async function listCaseOperateLogs(input: RestInputOf<'ListCaseOperateLogs'>, call: RestCall): Promise<RestResultOf<'ListCaseOperateLogs'>> {
  const { offset, limit, group_id } = input.query;
  const { id } = await namedCase(call.deps.store, call, input.path.case_id, await readReach(call, group_id));
  const page = await call.deps.store.cases.logs(call.instance.instanceId, id, { offset, limit });
  return {
    total_count: page.total,
    incident_operate_log_list: page.items.map((entry) => ({
      incident_log_id: entry.id,
      incident_id: entry.caseId,
      operate_type: OPERATIONS[entry.operation].type,
      operator_type: entry.operator === 'customer' ? 0 : 1,
      operator_id: entry.operatorId,
      operator_name: entry.operatorName,
      operate_desc: described(entry, input.language),
      operate_time: plainTime(entry.at, input.timeZone),
      timestamp_operate_time: dateTime(entry.at, input.timeZone),
    })),
  };
}

function described({ operation, words }: CaseLogEntry, language: Language): string {
  const name = OPERATIONS[operation].name[language];
  if (words === '') return name;
  return language === 'zh' ? `${name}：${words}` : `${name}: ${words}`;
}

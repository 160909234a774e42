import type { RestLocale } from '@sallyport/contract';
import type { CaseLists } from '../../service-tickets/case-lists.ts';
import { nameOf } from '../../service-tickets/listed-names.ts';
import { dateTime } from '../../service-tickets/times.ts';
import { STATUS_NUMBERS } from './case-numbers.ts';
import type { ShownCase } from './named-case.ts';

/** What lists and details show alike. */
export function caseAnswer(shown: ShownCase, lists: CaseLists, { language, timeZone }: RestLocale) {
  return {
    xcustomer_id: shown.ownerId,
    xcustomer_name: shown.ownerName,
    customer_id: shown.ownerId,
    status: STATUS_NUMBERS[shown.status],
    incident_id: shown.id,
    business_type_name: nameOf(lists.problemTypes, shown.businessTypeId, language),
    incident_type_name: nameOf(lists.categories, shown.subTypeId, language),
    dc_name: nameOf(lists.regions, shown.regionId, language),
    simple_description: shown.description,
    create_time: dateTime(shown.createdAt, timeZone),
  };
}

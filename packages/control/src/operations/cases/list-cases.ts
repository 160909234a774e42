import { OsmError } from '../../service-tickets/osm-error.ts';
import { nameOf, productsOf } from '../../service-tickets/listed-names.ts';
import { readReach } from '../../service-tickets/reach.ts';
import type { RestCall, RestInputOf, RestResultOf } from '../../service-tickets/rest-handler.ts';
import { dateTime } from '../../service-tickets/times.ts';
import { caseAnswer } from './case-answer.ts';
import { readCaseFilter } from './case-filter.ts';
import { isShown } from './named-case.ts';
import type { ShownCase } from './named-case.ts';

type Item = NonNullable<RestResultOf<'ListCases'>['incident_info_list']>[number];

/** The largest count that the reference's answer can hold. */
const MOST = 65_535;

export async function listCases(input: RestInputOf<'ListCases'>, call: RestCall): Promise<RestResultOf<'ListCases'>> {
  const { ownerIds } = await readReach(call, input.query.group_id);
  if (ownerIds === undefined) throw new OsmError('OSM.01010015');
  const filter = readCaseFilter(input.query, ownerIds, input.timeZone);
  if (filter === undefined) return { total_count: 0, incident_info_list: [] };
  const { offset, limit } = input.query;
  const page = await call.deps.store.cases.list(call.instance.instanceId, filter, { offset, limit });
  return { total_count: Math.min(page.total, MOST), incident_info_list: page.items.filter(isShown).map((shown) => item(shown, input, call)) };
}

function item(shown: ShownCase, locale: RestInputOf<'ListCases'>, call: RestCall): Item {
  const lists = call.deps.caseLists();
  return {
    ...caseAnswer(shown, lists, locale),
    product_category_name: nameOf(productsOf(lists, shown.site), shown.productCategoryId, locale.language),
    resolution: shown.resolution,
    ...(shown.completedAt === null ? {} : { confirmed_time: dateTime(shown.completedAt, locale.timeZone) }),
    label_list: [],
  };
}

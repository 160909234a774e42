import type { RestInputOf } from '../../service-tickets/rest-handler.ts';
import type { CaseLists, ProblemType } from '../../service-tickets/case-lists.ts';
import { ofSite, productsOf } from '../../service-tickets/listed-names.ts';
import { OsmError } from '../../service-tickets/osm-error.ts';

type Body = RestInputOf<'CreateCases'>['body'];

/** Every id that a new ticket names must stand in its site's lists and fit the others. Empty ones choose nothing. Throws OsmError. */
export function demandListed(body: Body, lists: CaseLists, site: 0 | 1): void {
  const problem = ofSite(lists.problemTypes, site).find((each) => each.id === body.business_type_id);
  demand(problem !== undefined);
  demandProduct(body, problem, lists, site);
  const region = body.region_id ?? '';
  demand(region === '' ? problem.caseType !== '5' : ofSite(lists.regions, site).some((each) => each.id === region));
  const severity = body.severity_id ?? '';
  if (severity === '') return;
  const found = ofSite(lists.severities, site).find((each) => each.id === severity);
  if (found === undefined || !fits(found.businessTypeIds, problem.id)) throw new OsmError('OSM.01010006');
}

function demandProduct(body: Body, problem: ProblemType, lists: CaseLists, site: 0 | 1): void {
  const [category, product] = [body.incident_sub_type_id ?? '', body.product_category_id ?? ''];
  const chosen = ofSite(lists.categories, site).find((each) => each.id === category);
  demand(category === '' || chosen !== undefined);
  if (product === '') return;
  const offered = chosen === undefined ? productsOf(lists, site) : ofSite(chosen.products, site);
  demand(offered.some((each) => each.id === product) && fits(problem.productCategoryIds, product));
}

/** An empty list of what something is for: for all. */
function fits(ids: readonly string[], id: string): boolean {
  return ids.length === 0 || ids.includes(id);
}

function demand(rule: boolean): asserts rule {
  if (!rule) throw new OsmError('OSM.01010001');
}

import { ofSite, productsOf } from '../../service-tickets/listed-names.ts';
import type { RestCall, RestInputOf, RestResultOf } from '../../service-tickets/rest-handler.ts';

const LANGUAGES = { zh: 'zh-cn', en: 'en-us' } as const;

/** Nothing to choose, and nothing to show, for a product or problem type that the site does not have. */
export async function listSeverities({ query, site, language }: RestInputOf<'ListSeverities'>, call: RestCall): Promise<RestResultOf<'ListSeverities'>> {
  const lists = call.deps.caseLists();
  const known = ofSite(lists.problemTypes, site).some((type) => type.id === query.business_type_id)
    && productsOf(lists, site).some((product) => product.id === query.product_category_id);
  const severities = ofSite(lists.severities, site)
    .filter(({ businessTypeIds }) => known && (businessTypeIds.length === 0 || businessTypeIds.includes(query.business_type_id)));
  return {
    show: severities.length > 0,
    severity_list: severities.map((severity) => ({ language: LANGUAGES[language], severity_name: severity.name[language], severity_id: severity.id })),
  };
}

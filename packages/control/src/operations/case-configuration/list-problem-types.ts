import { ofSite } from '../../service-tickets/listed-names.ts';
import type { RestCall, RestInputOf, RestResultOf } from '../../service-tickets/rest-handler.ts';

export async function listProblemTypes({ query, site, language }: RestInputOf<'ListProblemTypes'>, call: RestCall): Promise<RestResultOf<'ListProblemTypes'>> {
  const product = query.product_category_id ?? '';
  const types = ofSite(call.deps.caseLists().problemTypes, site)
    .filter(({ productCategoryIds }) => product === '' || productCategoryIds.length === 0 || productCategoryIds.includes(product));
  return {
    total_count: types.length,
    incident_business_type_list: types.map((type) => ({
      business_type_id: type.id, business_type_name: type.name[language], case_type: type.caseType, can_use_support_plan: false,
    })),
  };
}

import { ofSite } from '../../service-tickets/listed-names.ts';
import type { RestCall, RestInputOf, RestResultOf } from '../../service-tickets/rest-handler.ts';
import { productAnswer } from './product-answer.ts';

export async function listCaseCategories({ site, language }: RestInputOf<'ListCaseCategories'>, call: RestCall): Promise<RestResultOf<'ListCaseCategories'>> {
  const categories = ofSite(call.deps.caseLists().categories, site);
  return {
    total_count: categories.length,
    incident_sub_type_list: categories.map((category) => ({
      incident_sub_type_id: category.id,
      incident_sub_type_name: category.name[language],
      incident_product_category_list: ofSite(category.products, site).map((product) => productAnswer(product, language)),
    })),
  };
}

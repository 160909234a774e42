import { productsOf } from '../../service-tickets/listed-names.ts';
import type { RestCall, RestInputOf, RestResultOf } from '../../service-tickets/rest-handler.ts';
import { productAnswer } from './product-answer.ts';

/** By a part of the name in either language, without case. */
export async function listProductCategories({ query, site, language }: RestInputOf<'ListProductCategories'>, call: RestCall): Promise<RestResultOf<'ListProductCategories'>> {
  const part = (query.product_category_name ?? '').toLowerCase();
  const products = productsOf(call.deps.caseLists(), site)
    .filter(({ name }) => name.en.toLowerCase().includes(part) || name.zh.toLowerCase().includes(part));
  return { total_count: products.length, incident_product_category_list: products.map((product) => productAnswer(product, language)) };
}

import type { Language } from '@sallyport/core';
import type { ProductCategory } from '../../service-tickets/case-lists.ts';

/** Support plans are the cloud's; nobody has one here. */
export function productAnswer(product: ProductCategory, language: Language) {
  return {
    incident_product_category_id: product.id,
    incident_product_category_name: product.name[language],
    incident_product_category_desc: product.description[language],
    incident_product_category_acronym: product.acronym,
    can_use_support_plan: false,
  };
}

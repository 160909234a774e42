import type { Language } from '@sallyport/core';
import type { CaseLists, ListName, ProductCategory } from './case-lists.ts';

interface Named {
  readonly id: string;
  readonly name: ListName;
}

/** The entries that a site shows. */
export function ofSite<T extends { readonly sites: readonly (0 | 1)[] }>(entries: readonly T[], site: 0 | 1): readonly T[] {
  return entries.filter((entry) => entry.sites.includes(site));
}

/** The name of what a ticket was opened with. An entry that has left the lists since then is called by its id; none chosen: empty. */
export function nameOf(entries: readonly Named[], id: string, language: Language): string {
  return entries.find((entry) => entry.id === id)?.name[language] ?? id;
}

/** Every product once, in the order of the categories. */
export function productsOf(lists: CaseLists, site: 0 | 1): readonly ProductCategory[] {
  const products = ofSite(lists.categories, site).flatMap((category) => ofSite(category.products, site));
  return [...new Map(products.map((product) => [product.id, product])).values()];
}

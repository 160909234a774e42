import type { CheckedCaseLists } from './case-list-schema.ts';
import { CASE_LIST_FILES } from './case-list-files.ts';

type Name = keyof CheckedCaseLists;

/** One line for each id that stands twice, and for each that names nothing. */
export function referenceProblems(lists: CheckedCaseLists): readonly string[] {
  const { categories, problemTypes, severities, regions } = lists;
  const problems: string[] = [];
  const products = categories.flatMap((category, at) => category.products.map((product, below) => ({ id: product.id, at: `${at}.products.${below}` })));
  const placed = (items: readonly { readonly id: string }[]) => items.map(({ id }, at) => ({ id, at: String(at) }));
  problems.push(...twice('categories', placed(categories)), ...twice('categories', products));
  problems.push(...twice('problemTypes', placed(problemTypes)), ...twice('severities', placed(severities)), ...twice('regions', placed(regions)));
  const productIds = new Set(products.map(({ id }) => id));
  for (const [at, { productCategoryIds }] of problemTypes.entries()) problems.push(...unknown('problemTypes', `${at}.productCategoryIds`, productCategoryIds, productIds, 'product in categories.json'));
  const typeIds = new Set(problemTypes.map(({ id }) => id));
  for (const [at, { businessTypeIds }] of severities.entries()) problems.push(...unknown('severities', `${at}.businessTypeIds`, businessTypeIds, typeIds, 'problem type in problem-types.json'));
  return problems;
}

function twice(name: Name, items: readonly { readonly id: string; readonly at: string }[]): readonly string[] {
  const seen = new Set<string>();
  return items.flatMap(({ id, at }) => {
    const again = seen.has(id);
    seen.add(id);
    return again ? [`${CASE_LIST_FILES[name]}: ${at}.id: "${id}" stands there already`] : [];
  });
}

function unknown(name: Name, at: string, ids: readonly string[], known: ReadonlySet<string>, what: string): readonly string[] {
  return ids.flatMap((id, index) => (known.has(id) ? [] : [`${CASE_LIST_FILES[name]}: ${at}.${index}: there is no ${what} with the id "${id}"`]));
}

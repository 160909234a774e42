import type { Operate } from './operate.ts';
import { rowsOf } from './rows.ts';
import type { AnswerRow } from './rows.ts';

/** Lists by whose rows people are helped to name things. */
export type PagedAction = 'ListPrincipals' | 'ListPrincipalGroups' | 'ListUsers' | 'ListHosts' | 'ListHostKeys' | 'ListRamPolicies';

const PAGE_SIZE = 100;
const MAX_PAGES = 10_000;

/** All rows of a paged list, page by page. */
export async function everyPage(operate: Operate, action: PagedAction, parameters: Readonly<Record<string, unknown>>, member: string): Promise<readonly AnswerRow[]> {
  const all: AnswerRow[] = [];
  for (let page = 1; page <= MAX_PAGES; page++) {
    const rows = rowsOf(await operate(action, { ...parameters, PageNumber: String(page), PageSize: String(PAGE_SIZE) }), member);
    all.push(...rows);
    if (rows.length < PAGE_SIZE) break;
  }
  return all;
}

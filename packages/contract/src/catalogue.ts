import { access } from './operations/access/index.ts';
import { accessKeys } from './operations/access-keys/index.ts';
import { audit } from './operations/audit/index.ts';
import { authorizations } from './operations/authorizations/index.ts';
import { cases } from './operations/cases/index.ts';
import { hostAccounts } from './operations/host-accounts/index.ts';
import { hostGrants } from './operations/host-grants/index.ts';
import { hostKeys } from './operations/host-keys/index.ts';
import { hosts } from './operations/hosts/index.ts';
import { instance } from './operations/instance/index.ts';
import { opsPortal } from './operations/ops-portal/index.ts';
import { policies } from './operations/policies/index.ts';
import { principalGroups } from './operations/principal-groups/index.ts';
import { principals } from './operations/principals/index.ts';
import { publicKeys } from './operations/public-keys/index.ts';
import { ramPolicies } from './operations/ram-policies/index.ts';
import { recordings } from './operations/recordings/index.ts';
import { sessions } from './operations/sessions/index.ts';
import { tickets } from './operations/tickets/index.ts';
import { users } from './operations/users/index.ts';
import type { Operation } from './operation.ts';

/** Every operation of both versions by its action; action names are unique over the versions. */
export const catalogue = {
  ...access,
  ...accessKeys,
  ...audit,
  ...authorizations,
  ...cases,
  ...hostAccounts,
  ...hostGrants,
  ...hostKeys,
  ...hosts,
  ...instance,
  ...opsPortal,
  ...policies,
  ...principalGroups,
  ...principals,
  ...publicKeys,
  ...ramPolicies,
  ...recordings,
  ...sessions,
  ...tickets,
  ...users,
} as const satisfies Readonly<Record<string, Operation>>;

export type Catalogue = typeof catalogue;
export type ActionName = keyof Catalogue;
/** Any one of the declarations: narrows by `action`. */
export type DeclaredOperation = Catalogue[ActionName];

// A map, because `catalogue['constructor']` must not find anything.
const BY_ACTION: ReadonlyMap<string, DeclaredOperation> = new Map(Object.entries(catalogue));

/** The declaration of an action in a version; undefined: there is none. */
export function findOperation(version: string, action: string): DeclaredOperation | undefined {
  const found = BY_ACTION.get(action);
  return found?.version === version ? found : undefined;
}

export function isActionName(action: string): action is ActionName {
  return BY_ACTION.has(action);
}

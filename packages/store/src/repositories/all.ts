import type { AuditEvent, Repositories } from '@sallyport/core';
import type { Connection } from '../connection.ts';
import type { DataKeys } from '../vault/data-keys.ts';
import { SqlAccessKeys } from './access-keys.ts';
import { SqlAudit } from './audit.ts';
import { SqlAuthFailures } from './auth-failures.ts';
import { SqlAuthTokens } from './auth-tokens.ts';
import { SqlAuthorizations } from './authorizations.ts';
import { SqlCases } from './cases.ts';
import { SqlGrants } from './grants.ts';
import { SqlHostAccounts } from './host-accounts.ts';
import { SqlHostKeyPins } from './host-key-pins.ts';
import { SqlHosts } from './hosts.ts';
import { SqlInstances } from './instances.ts';
import { SqlLoginFailures } from './login-failures.ts';
import { SqlNodes } from './nodes.ts';
import { SqlPolicies } from './policies.ts';
import { SqlPrincipalGroups } from './principal-groups.ts';
import { SqlPrincipals } from './principals.ts';
import { SqlPublicKeys } from './public-keys.ts';
import { SqlRamPolicies } from './ram-policies.ts';
import { SqlSessions } from './sessions.ts';
import { SqlTargetWork } from './target-work.ts';
import { SqlTickets } from './tickets.ts';
import { SqlUsers } from './users.ts';

export interface RepositoryParts {
  readonly dataKeys: DataKeys;
  /** Where audit events of this connection go. */
  readonly enqueue: (events: readonly AuditEvent[]) => Promise<void>;
}

/** All repositories over one connection: the store's own, or a transaction's. */
export function repositories(connection: Connection, parts: RepositoryParts): Repositories {
  return {
    instances: new SqlInstances(connection, parts.dataKeys),
    users: new SqlUsers(connection),
    publicKeys: new SqlPublicKeys(connection),
    loginFailures: new SqlLoginFailures(connection),
    hosts: new SqlHosts(connection),
    hostAccounts: new SqlHostAccounts(connection),
    hostKeyPins: new SqlHostKeyPins(connection),
    grants: new SqlGrants(connection),
    policies: new SqlPolicies(connection),
    tickets: new SqlTickets(connection),
    sessions: new SqlSessions(connection),
    nodes: new SqlNodes(connection),
    principals: new SqlPrincipals(connection),
    accessKeys: new SqlAccessKeys(connection),
    principalGroups: new SqlPrincipalGroups(connection),
    authTokens: new SqlAuthTokens(connection),
    authFailures: new SqlAuthFailures(connection),
    ramPolicies: new SqlRamPolicies(connection),
    cases: new SqlCases(connection),
    authorizations: new SqlAuthorizations(connection),
    targetWork: new SqlTargetWork(connection),
    audit: new SqlAudit(connection, parts.enqueue),
  };
}

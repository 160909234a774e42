import type { Nameable } from './find-one.ts';

export const PRINCIPAL: Nameable = { what: 'principal', action: 'ListPrincipals', member: 'Principals', id: 'PrincipalId', name: 'PrincipalName' };

export const PRINCIPAL_GROUP: Nameable = { what: 'principal group', action: 'ListPrincipalGroups', member: 'PrincipalGroups', id: 'PrincipalGroupId', name: 'Name' };

/** Policy documents are called by their names alone. */
export const RAM_POLICY: Nameable = { what: 'policy', action: 'ListRamPolicies', member: 'RamPolicies', id: 'RamPolicyName', name: 'RamPolicyName' };

export const USER: Nameable = { what: 'user', action: 'ListUsers', member: 'Users', id: 'UserId', name: 'UserName', filter: 'UserName' };

export const HOST: Nameable = { what: 'host', action: 'ListHosts', member: 'Hosts', id: 'HostId', name: 'HostName', filter: 'HostName' };

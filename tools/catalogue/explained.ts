import type { Finding } from './finding.ts';

/** A deliberate difference from the reference. `*` stands for any action. The reason stands in docs/reference/compatibility.md too, word for word. */
export interface Explained {
  readonly action: string;
  readonly field: string;
  readonly aspect: string;
  readonly reason: string;
}

export function matches(explained: Explained, found: Finding): boolean {
  return (explained.action === '*' || explained.action === found.action) && explained.field === found.field && explained.aspect === found.aspect;
}

export function explain(reason: string, ...differences: readonly (readonly [action: string, field: string, aspect: string])[]): readonly Explained[] {
  return differences.map(([action, field, aspect]) => ({ action, field, aspect, reason }));
}

export const EXPLAINED: readonly Explained[] = [
  ...explain('ProjectId is read as decimal text, also where the reference types it as a number: both travel alike, and a project that is not the caller\'s answers as if its objects were absent.',
    ['*', 'ProjectId', 'type'],
  ),
  ...explain('Page numbers and sizes are numbers sent as text, whatever the reference types them; empty and 0 mean the default.',
    ['*', 'PageNumber', 'type'],
    ['*', 'PageSize', 'type'],
  ),
  ...explain('DetachHostAccountsFromUser has no documented rate; 30 calls a second is our default, and configuration raises it.',
    ['DetachHostAccountsFromUser', '', 'callsPerSecond'],
  ),
  ...explain('Port and Priority are numbers sent as text; the reference types them as text with a numeric range.',
    ['ModifyHostsPort', 'Port', 'type'],
    ['*', 'Priority', 'type'],
  ),
  ...explain('ModifyPolicy without Priority leaves it unchanged, as every other field of a Modify call; the documented default of 1 would undo a priority by renaming a policy.',
    ['ModifyPolicy', 'Priority', 'default'],
  ),
  ...explain('Times of AcceptOperationTicket are unix seconds sent as text, like those of CreateOperationTicket.',
    ['AcceptOperationTicket', 'EffectStartTime', 'type'],
    ['AcceptOperationTicket', 'EffectEndTime', 'type'],
  ),
  ...explain('An entry of a policy\'s asset scope without its id names nothing and is refused.',
    ['SetPolicyAssetScope', 'Hosts.HostId', 'required'],
    ['SetPolicyAssetScope', 'HostGroups.HostGroupId', 'required'],
    ['SetPolicyAssetScope', 'Databases.DatabaseId', 'required'],
  ),
  ...explain('ScopeType of a policy\'s scope is answered only when it is All, as the operation\'s own remark says.',
    ['GetPolicyAssetScope', 'result.AssetScope.ScopeType', 'presence'],
    ['GetPolicyUserScope', 'result.UserScope.ScopeType', 'presence'],
  ),
  ...explain('A user without a limit of validity shows no EffectiveStartTime or EffectiveEndTime: 0 would read as expired since 1970.',
    ['GetUser', 'result.User.EffectiveStartTime', 'presence'],
    ['GetUser', 'result.User.EffectiveEndTime', 'presence'],
    ['ListUsers', 'result.Users[].EffectiveStartTime', 'presence'],
    ['ListUsers', 'result.Users[].EffectiveEndTime', 'presence'],
  ),
  ...explain('Whether an e-mail address or a mobile number is needed depends on the second factor in effect, a setting outside the call, so the handler judges it and not the parameter check.',
    ['*', 'Email', 'requiredWhen'],
    ['*', 'Mobile', 'requiredWhen'],
  ),
  ...explain('ModifyUser with LanguageStatus=Custom needs Language only while the user has none: an absent field stays as it is.',
    ['ModifyUser', 'Language', 'requiredWhen'],
  ),
];

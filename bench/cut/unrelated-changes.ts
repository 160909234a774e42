import type { Body, CloudClient } from '../../e2e/support/cloud-client.ts';
import type { Cast } from '../../e2e/support/stage.ts';

/** Calls in flight. */
const AT_ONCE = 8;

/** What the changes are made of: nothing in it decides about a session that is held, although it shares hosts, policies' project and targets with them. */
export interface Bystanders {
  readonly casts: readonly Cast[];
  /** A host that held sessions are on; bystanders are attached to it and detached again. */
  readonly sharedHost: { readonly hostId: string; readonly accountId: string };
  /** Names bystanders alone. */
  readonly policyId: string;
}

type Change = (api: CloudClient, cast: Cast, bystanders: Bystanders, step: number) => Promise<Body>;

const hosts = (hostId: string, accountId: string): string => JSON.stringify([{ HostId: hostId, HostAccountIds: [accountId] }]);

/** In this order for each bystander, so that each finds what it changes. */
const ROUND: readonly Change[] = [
  (api, { userId }) => api.call('LockUsers', { UserIds: JSON.stringify([userId]) }),
  (api, { userId }, { sharedHost: { hostId, accountId } }) => api.call('AttachHostAccountsToUser', { UserId: userId, Hosts: hosts(hostId, accountId) }),
  (api, { userId }) => api.call('UnlockUsers', { UserIds: JSON.stringify([userId]) }),
  (api, { userId, hostId, accountId }) => api.call('DetachHostAccountsFromUser', { UserId: userId, Hosts: hosts(hostId, accountId) }),
  (api, { userId }, { policyId }) => api.call('SetPolicyUserScope', { PolicyId: policyId, ScopeType: 'User', 'UserIds.1': userId }),
  (api, { userId, hostId, accountId }) => api.call('AttachHostAccountsToUser', { UserId: userId, Hosts: hosts(hostId, accountId) }),
  (api, { userId }, { sharedHost: { hostId } }) => api.call('DetachHostAccountsFromUser', { UserId: userId, Hosts: JSON.stringify([{ HostId: hostId }]) }),
  (api, { userId }, _bystanders, step) => api.call('ModifyUser', { UserId: userId, Comment: `touched ${step}`, EffectiveEndTime: '4102444800' }),
  (api, { hostId }, _bystanders, step) => api.call('ModifyHost', { HostId: hostId, Comment: `touched ${step}` }),
  (api, _cast, { policyId }) => api.call('SetPolicyApprovalConfig', { PolicyId: policyId, ApprovalConfig: JSON.stringify({ SwitchStatus: 'On' }) }),
];

/** Makes `count` changes through the API; gives how many were made. */
export async function makeChanges(api: CloudClient, bystanders: Bystanders, count: number): Promise<number> {
  let made = 0;
  await Promise.all(bystanders.casts.slice(0, AT_ONCE).map(async (cast) => {
    for (let step = 0; made < count; step += 1) {
      made += 1;
      const body = await ROUND[step % ROUND.length]?.(api, cast, bystanders, step);
      // A batch answers 200 whatever became of its items; one of them must have been done, or nothing was changed.
      if (body === undefined || ('Results' in body && !JSON.stringify(body).includes('"Code":"OK"'))) throw new Error(`nothing changed: ${JSON.stringify(body)}`);
    }
  }));
  return made;
}

import { addApproval } from '../../e2e/support/stage.ts';
import type { Cast } from '../../e2e/support/stage.ts';
import type { Bastion } from '../support/bastion.ts';
import { BYSTANDERS, HELD } from './false-cuts.ts';
import type { HeldSessions } from './false-cuts.ts';
import { makeChanges } from './unrelated-changes.ts';

/** Sessions on grants, while others are locked, granted, named by policies and changed; then their own users are locked. */
export async function lockedOthers(first: Bastion, changes: number): Promise<HeldSessions> {
  const names = (what: string, count: number): readonly string[] => Array.from({ length: count }, (_, at) => `${what}-${at}`);
  const casts: Cast[] = [];
  for (const name of names('holder', HELD)) casts.push(await first.add(name));
  const bystanders: Cast[] = [];
  for (const name of names('bystander', BYSTANDERS)) bystanders.push(await first.add(name));
  const [sharedHost, bystander] = [casts[0], bystanders[0]];
  if (sharedHost === undefined || bystander === undefined) throw new Error('nobody is there');
  const policyId = await addApproval(first.api, bystander.userId);
  return {
    logins: casts.map(({ login }) => login),
    change: () => makeChanges(first.api, { casts: bystanders, sharedHost, policyId }, changes),
    end: async () => { await first.api.call('LockUsers', { UserIds: JSON.stringify(casts.map(({ userId }) => userId)) }); },
  };
}

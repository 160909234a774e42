import type { Cast } from '../../e2e/support/stage.ts';
import type { CloudCaller } from './caller.ts';
import type { CommitMoment } from './commit-moment.ts';
import type { CutCause } from './cut-cause.ts';
import { endByCall } from './end-by-call.ts';

export const LOCKED = { table: 'users', where: 'locked = 1' } as const;

/** LockUsers, by the administrator. */
export function lockCause(api: CloudCaller, commits: CommitMoment, casts: readonly Cast[]): CutCause {
  const lock = async (userId: string) => {
    const called = await api.call('LockUsers', { UserIds: JSON.stringify([userId]) });
    if ((called.body['Results'] as readonly { readonly Code: string }[])[0]?.Code !== 'OK') throw new Error(`LockUsers answered ${JSON.stringify(called.body)}`);
    return called;
  };
  return {
    name: 'lock', told: /locked by an administrator/,
    admit: () => Promise.resolve(casts.map(({ userId, login }) => ({ login, nearing: () => Promise.resolve(), end: () => endByCall(commits, userId, () => lock(userId)) }))),
    tidy: async () => { await api.call('UnlockUsers', { UserIds: JSON.stringify(casts.map(({ userId }) => userId)) }); },
  };
}

import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { changeLocks } from './change-locks.ts';

/** Locks at once; pending tickets close and accepted ones are revoked with it (rulings A8, E2). */
export async function lockUsers(params: Params<'LockUsers'>, call: Call): Promise<Result<'LockUsers'>> {
  return { Results: await changeLocks('lock', params.UserIds, call) };
}

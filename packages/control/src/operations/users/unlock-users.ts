import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { changeLocks } from './change-locks.ts';

/** Also clears failure counters and automatic locks; what a lock ended does not come back (ruling D5). */
export async function unlockUsers(params: Params<'UnlockUsers'>, call: Call): Promise<Result<'UnlockUsers'>> {
  return { Results: await changeLocks('unlock', params.UserIds, call) };
}

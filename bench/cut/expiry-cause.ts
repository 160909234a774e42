import { setTimeout as sleep } from 'node:timers/promises';
import { TYPING_MS } from './cut-cause.ts';
import type { CutCause } from './cut-cause.ts';
import type { Borrower, Lending } from './lending.ts';
import { monotonicOf } from './monotonic.ts';

/** Time for a batch to log on, and from one end to the next: a session that is not there yet when its time is over ends the benchmark. */
const LOG_ON_MS = 8_000;
const APART_MS = 500;

/** Nobody calls: the customer has confirmed until a given millisecond. */
export function expiryCause(lending: Lending, engineers: readonly Borrower[]): CutCause {
  return {
    name: 'expiry', told: /time of the authorization is over|授权时间已结束/,
    admit: async () => {
      const requested = await Promise.all(engineers.map(async (engineer) => ({ engineer, request: await lending.request(engineer.userId) })));
      const first = Date.now() + LOG_ON_MS;
      return Promise.all(requested.map(async ({ engineer, request }, at) => {
        const until = first + at * APART_MS;
        await lending.confirm(request, until);
        return {
          login: engineer.login,
          nearing: async () => { await sleep(Math.max(0, until - TYPING_MS - Date.now())); },
          end: () => Promise.resolve({ call: undefined, at: () => Promise.resolve(monotonicOf(until)) }),
        };
      }));
    },
    tidy: () => Promise.resolve(),
  };
}

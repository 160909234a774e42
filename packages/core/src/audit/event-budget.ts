import { MINUTE } from '../kernel/time.ts';
import type { EpochMs } from '../kernel/time.ts';

/** How many events of one address may be written in a minute; what is over is counted and told with the next one. */
export interface EventBudget {
  /** Undefined: do not write. Else how many were suppressed since the last one written. */
  spend(address: string): number | undefined;
}

interface Account {
  windowStart: EpochMs;
  written: number;
  suppressed: number;
}

const MAX_ADDRESSES = 10_000;
/** All addresses together, so that a botnet cannot fill the audit log either. */
const GLOBAL_FACTOR = 20;

export function createEventBudget(perMinute: number, monotonic: () => EpochMs): EventBudget {
  const accounts = new Map<string, Account>();
  const everybody: Account = { windowStart: monotonic(), written: 0, suppressed: 0 };
  return {
    spend: (address) => {
      const now = monotonic();
      const account = accounts.get(address) ?? { windowStart: now, written: 0, suppressed: 0 };
      accounts.delete(address);
      accounts.set(address, account);
      if (accounts.size > MAX_ADDRESSES) forgetOldest(accounts);
      renew(account, now);
      renew(everybody, now);
      if (account.written >= perMinute || everybody.written >= perMinute * GLOBAL_FACTOR) {
        account.suppressed += 1;
        return undefined;
      }
      account.written += 1;
      everybody.written += 1;
      const { suppressed } = account;
      account.suppressed = 0;
      return suppressed;
    },
  };
}

function renew(account: Account, now: EpochMs): void {
  if (now - account.windowStart < MINUTE) return;
  account.windowStart = now;
  account.written = 0;
}

function forgetOldest(accounts: Map<string, Account>): void {
  const oldest = accounts.keys().next();
  if (oldest.done !== true) accounts.delete(oldest.value);
}

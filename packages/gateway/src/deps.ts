import type { EpochMs, Loans, PasswordHasher, Store, Vault } from '@sallyport/core';
import type { RecordingKeys, RecordingStorage } from '@sallyport/recording';
import type { Ssh } from '@sallyport/ssh';
import type { Log } from './log.ts';
import type { GatewaySettings } from './settings.ts';

/** What the composition root hands the gateway. */
export interface GatewayDeps {
  readonly store: Store;
  readonly vault: Vault;
  readonly loans: Loans;
  readonly passwords: PasswordHasher;
  readonly ssh: Ssh;
  readonly recordings: { readonly storage: RecordingStorage; readonly keys: RecordingKeys };
  readonly node: { readonly id: string; readonly publicKey: string };
  /** Wall clock. */
  readonly now: () => EpochMs;
  /** Milliseconds; never steps, e.g. `performance.now`. */
  readonly monotonic: () => number;
  readonly newSessionId: () => string;
  readonly log: Log;
  readonly settings: GatewaySettings;
}

import type { EpochMs, Instance, Principal } from '@sallyport/core';

/** Who has proved to be calling. */
export interface Caller {
  readonly principal: Principal;
  readonly instance: Instance;
  /** Empty: the call came with a token. */
  readonly accessKeyId: string;
  /** Of the token that proved him, as the store keeps it; empty: a key did. */
  readonly tokenHash: string;
  /** Until when what proved him lasts; null: a lasting key. */
  readonly provenUntil: EpochMs | null;
  readonly now: EpochMs;
}

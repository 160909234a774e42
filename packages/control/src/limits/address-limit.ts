import { SECOND, networkOf } from '@sallyport/core';
import type { EpochMs } from '@sallyport/core';

interface Bucket {
  tokens: number;
  at: EpochMs;
}

/** A token bucket for every address, before anything costly is done for it. */
export interface AddressLimit {
  /** Milliseconds to wait, or 0: go on. */
  take(address: string): number;
}

export interface AddressLimitOptions {
  readonly perSecond: number;
  readonly burst: number;
  /** Buckets kept; the one that was idle longest makes room. */
  readonly maxAddresses?: number;
  readonly monotonic: () => EpochMs;
}

export function createAddressLimit(options: AddressLimitOptions): AddressLimit {
  const buckets = new Map<string, Bucket>();
  const max = options.maxAddresses ?? 20_000;
  return {
    take: (address) => {
      const key = networkOf(address);
      const now = options.monotonic();
      const known = buckets.get(key);
      const tokens = known === undefined ? options.burst : Math.min(options.burst, known.tokens + ((now - known.at) / SECOND) * options.perSecond);
      buckets.delete(key);
      const granted = tokens >= 1;
      buckets.set(key, { tokens: granted ? tokens - 1 : tokens, at: now });
      if (buckets.size > max) dropOldest(buckets);
      return granted ? 0 : Math.ceil(((1 - tokens) / options.perSecond) * SECOND);
    },
  };
}

/** Insertion order is order of last use, because every use re-inserts. */
function dropOldest(buckets: Map<string, Bucket>): void {
  const oldest = buckets.keys().next();
  if (oldest.done !== true) buckets.delete(oldest.value);
}

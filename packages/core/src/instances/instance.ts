import type { EpochMs } from '../kernel/time.ts';

/** A tenant. Instances share nothing: own door address, host keys, data key, limits and audit chain. */
export interface Instance {
  readonly instanceId: string;
  readonly regionId: string;
  /** Owner account: all its principals, keys and nodes count together in rate limits. */
  readonly accountId: string;
  readonly description: string;
  /** IANA name; hours and days of policies are read in it. */
  readonly timeZone: string;
  readonly createdAt: EpochMs;
}

/** What an absent `ProjectId` means. */
export const DEFAULT_PROJECT = 'default';

export interface InstanceRepository {
  get(instanceId: string): Promise<Instance | undefined>;
  list(): Promise<readonly Instance[]>;
  create(instance: Instance): Promise<void>;
}

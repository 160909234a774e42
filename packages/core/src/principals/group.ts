import type { Id } from '../kernel/ids.ts';
import type { EpochMs } from '../kernel/time.ts';

/** Principals that may act on each other's service tickets. Never a group of bastion users (ruling G5). */
export interface PrincipalGroup {
  readonly id: Id;
  readonly instanceId: string;
  readonly name: string;
  readonly createdAt: EpochMs;
}

/** At most this many members, so that a list over a group stays one query. */
export const MAX_GROUP_MEMBERS = 500;

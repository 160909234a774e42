import type { Id } from '../kernel/ids.ts';
import type { EpochMs, EpochSeconds } from '../kernel/time.ts';

export type UserSource = 'Local' | 'Ram' | 'AD' | 'LDAP';
export type TwoFactorStatus = 'Global' | 'Disable' | 'Enable';
export type RemoteState = 'RemoteDeleted' | 'RemoteFrozen' | 'RemoteDNChanged';
export type UserState = 'Normal' | 'Frozen' | 'Expired' | 'Inactive' | 'PasswordExpired' | RemoteState;

export const USER_STATES: readonly UserState[] = [
  'Normal', 'Frozen', 'Expired', 'RemoteDeleted', 'Inactive', 'PasswordExpired', 'RemoteDNChanged', 'RemoteFrozen',
];

/** A bastion user: somebody who logs on to assets. Never carries the password or its hash. */
export interface User {
  readonly id: Id;
  readonly instanceId: string;
  readonly source: UserSource;
  /** Unique in the instance, compared without case. */
  readonly userName: string;
  readonly displayName: string;
  readonly comment: string;
  readonly email: string;
  readonly mobile: string;
  readonly mobileCountryCode: string;
  readonly language: string;
  readonly languageStatus: 'Global' | 'Custom';
  readonly needResetPassword: boolean;
  readonly hasPassword: boolean;
  /** Ram: the principal's id. AD, LDAP: the distinguished name. Local: empty. */
  readonly sourceUserId: string;
  readonly twoFactorStatus: TwoFactorStatus;
  readonly twoFactorMethods: readonly string[];
  /** Validity in unix seconds, start inclusive, end exclusive; null: unlimited. */
  readonly effectiveStart: EpochSeconds | null;
  readonly effectiveEnd: EpochSeconds | null;
  /** Set by LockUsers, cleared by UnlockUsers: shows as exactly `["Frozen"]`. */
  readonly locked: boolean;
  readonly remoteState: RemoteState | null;
  readonly createdAt: EpochMs;
}

/** The part of a user that its state depends on. */
export type UserStanding = Pick<User, 'locked' | 'remoteState' | 'effectiveStart' | 'effectiveEnd'>;

/**
 * What `UserState` shows at `now`: never empty, `["Frozen"]` alone while locked, `["Normal"]` when nothing else holds.
 * Clients join the array and compare, so Frozen must not stand beside another value.
 */
export function userStates(user: UserStanding, now: EpochMs): readonly UserState[] {
  if (user.locked) return ['Frozen'];
  const states: UserState[] = [];
  if (user.remoteState !== null) states.push(user.remoteState);
  if (!withinValidity(user, now)) states.push('Expired');
  return states.length > 0 ? states : ['Normal'];
}

export function withinValidity(user: Pick<UserStanding, 'effectiveStart' | 'effectiveEnd'>, now: EpochMs): boolean {
  return (user.effectiveStart === null || now >= user.effectiveStart * 1000)
    && (user.effectiveEnd === null || now < user.effectiveEnd * 1000);
}

/** A public key that a user may log on with. */
export interface UserPublicKey {
  readonly id: Id;
  readonly instanceId: string;
  readonly userId: Id;
  readonly name: string;
  readonly comment: string;
  /** SSH algorithm name and base64 blob (RFC 4253 §6.6), as in `authorized_keys`. */
  readonly algorithm: string;
  readonly blob: string;
  /** MD5 of the blob as colon-separated hex pairs. */
  readonly fingerprint: string;
}

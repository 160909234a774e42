import type { EpochMs } from '../kernel/time.ts';
import type { DerivationStep } from './decision.ts';
import type { DenyCode } from './deny-code.ts';
import type { AccessQuestion, StandingFacts, UserFact } from './facts.ts';

export interface StandingOutcome {
  readonly step: DerivationStep;
  readonly code: DenyCode | undefined;
  /** The user's validity ends by the clock then. */
  readonly validUntil: EpochMs | null;
}

/** Whether the user may be here at all, whatever the target. Some causes bar only new log-ons (ruling D2). */
export function userStep(facts: StandingFacts, phase: AccessQuestion['phase']): StandingOutcome {
  const { user } = facts;
  if (user === null) return outcome(null, 'USER_NOT_FOUND');
  return outcome(user, cutting(user, facts.now) ?? (phase === 'log-on' ? barring(user) : undefined));
}

/** Causes that end what runs. */
function cutting(user: UserFact, now: EpochMs): DenyCode | undefined {
  if (user.locked) return 'USER_LOCKED';
  if (user.remoteState === 'RemoteDeleted') return 'USER_REMOTE_DELETED';
  if (user.remoteState === 'RemoteFrozen') return 'USER_REMOTE_FROZEN';
  if (user.effectiveStart !== null && now < user.effectiveStart * 1000) return 'USER_NOT_YET_VALID';
  if (user.effectiveEnd !== null && now >= user.effectiveEnd * 1000) return 'USER_EXPIRED';
  return undefined;
}

/** Causes that bar new log-ons only. */
function barring(user: UserFact): DenyCode | undefined {
  if (user.needResetPassword) return 'PASSWORD_CHANGE_REQUIRED';
  if (user.twoFactorStatus === 'Enable') return 'TWO_FACTOR_UNAVAILABLE';
  return undefined;
}

function outcome(user: UserFact | null, code: DenyCode | undefined): StandingOutcome {
  const validUntil = user?.effectiveEnd == null ? null : user.effectiveEnd * 1000;
  return {
    step: {
      rule: 'user',
      outcome: code === undefined ? 'pass' : 'deny',
      ...(code === undefined ? {} : { code }),
      ...(user === null ? {} : { subject: user.id, detail: user.userName }),
      ...(validUntil === null ? {} : { validUntil }),
    },
    code,
    validUntil,
  };
}

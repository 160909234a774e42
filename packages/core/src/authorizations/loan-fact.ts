import type { DenyCode } from '../access/deny-code.ts';
import type { GrantFact } from '../access/facts.ts';
import type { Authorization, AuthorizationStatus } from './authorization.ts';

const ENDED: Partial<Record<AuthorizationStatus, DenyCode>> = {
  expired: 'AUTHORIZATION_EXPIRED',
  recalled: 'AUTHORIZATION_RECALLED',
  canceled: 'AUTHORIZATION_CANCELED',
};

/**
 * An authorization that was confirmed, as a path to the accounts that it lends: also when it is over, so that its engineer is told why. One that nobody
 * confirmed has no end of a window, and must not look like one that never ends.
 */
export function loanFact(authorization: Pick<Authorization, 'id' | 'status' | 'effectiveAt' | 'expiresAt' | 'endCause' | 'reason'>): GrantFact {
  const ended = authorization.endCause === 'case-closed' ? 'CASE_CLOSED' : ENDED[authorization.status] ?? null;
  return {
    path: 'authorization', id: authorization.id, validFrom: authorization.effectiveAt, validUntil: authorization.expiresAt ?? 0,
    ended: ended === null ? null : { code: ended, words: authorization.reason },
  };
}

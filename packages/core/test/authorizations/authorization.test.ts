import { describe, expect, it } from 'vitest';
import { isEndedAuthorization, moveAuthorization, statusAt } from '@sallyport/core';
import type { AuthorizationEvent, AuthorizationStatus } from '@sallyport/core';
import { NOW } from '../access/facts.ts';

const EVENTS: readonly AuthorizationEvent[] = ['confirm', 'reject', 'cancel', 'recall', 'expire'];

/** After each of `EVENTS`, `-` where the move is illegal. */
const MOVES: Readonly<Record<AuthorizationStatus, string>> = {
  pending: 'authorized rejected canceled recalled expired',
  authorized: '- - canceled recalled expired',
  rejected: '- - - - -',
  expired: '- - - - -',
  recalled: '- - - - -',
  canceled: '- - - - -',
};

const STATUSES = Object.keys(MOVES) as AuthorizationStatus[];

describe('moveAuthorization', () => {
  it.each(STATUSES.flatMap((status) => EVENTS.map((event, n) => [status, event, MOVES[status].split(' ')[n]] as const)))('%s + %s → %s', (status, event, want) => {
    expect(moveAuthorization(status, event) ?? '-').toBe(want);
  });

  it('ends exactly what no event moves any more', () => {
    for (const status of STATUSES) expect(isEndedAuthorization(status), status).toBe(EVENTS.every((event) => moveAuthorization(status, event) === undefined));
  });
});

describe('statusAt', () => {
  const far = NOW + 1_000_000;
  it.each<[string, AuthorizationStatus, number, number | null, AuthorizationStatus]>([
    ['waits until its last millisecond', 'pending', NOW + 1, null, 'pending'],
    ['expires unconfirmed at its limit', 'pending', NOW, null, 'expired'],
    ['stays expired after it', 'pending', NOW - 1, null, 'expired'],
    ['is lent until its last millisecond', 'authorized', NOW - 1, NOW + 1, 'authorized'],
    ['expires at the end of its window', 'authorized', far, NOW, 'expired'],
    ['stays expired after the window', 'authorized', far, NOW - 1, 'expired'],
    ['has an end that was written, whatever its times', 'canceled', NOW - 1, NOW - 1, 'canceled'],
    ['was rejected, whatever its times', 'rejected', NOW - 1, null, 'rejected'],
    ['was recalled, whatever its times', 'recalled', NOW - 1, NOW - 1, 'recalled'],
    ['does not come back to life', 'expired', far, far, 'expired'],
  ])('%s', (_why, status, pendingUntil, expiresAt, want) => {
    expect(statusAt({ status, pendingUntil, expiresAt }, NOW)).toBe(want);
  });
});

import { describe, expect, it } from 'vitest';
import { decide, loanFact } from '@sallyport/core';
import type { Authorization, AuthorizationStatus } from '@sallyport/core';
import { NOW, facts, question, summary } from '../access/facts.ts';

type Loan = Parameters<typeof loanFact>[0];

const lent: Loan = { id: '30', status: 'authorized', effectiveAt: NOW - 10, expiresAt: NOW + 10, endCause: '', reason: '' };

describe('loanFact', () => {
  it('is a path with the window of the authorization', () => {
    expect(loanFact(lent)).toEqual({ path: 'authorization', id: '30', validFrom: NOW - 10, validUntil: NOW + 10, ended: null });
  });

  it.each<[AuthorizationStatus, Authorization['endCause'], string | undefined]>([
    ['authorized', '', undefined], ['canceled', '', 'AUTHORIZATION_CANCELED'], ['recalled', '', 'AUTHORIZATION_RECALLED'], ['expired', '', 'AUTHORIZATION_EXPIRED'],
    ['canceled', 'case-closed', 'CASE_CLOSED'],
  ])('%s %s: ended by %s, with the words', (status, endCause, code) => {
    expect(loanFact({ ...lent, status, endCause, reason: '先停一下' }).ended).toEqual(code === undefined ? null : { code, words: '先停一下' });
  });

  it.each<[string, Partial<Loan>, string]>([
    ['within its window', {}, 'allow'],
    ['at its beginning', { effectiveAt: NOW }, 'allow'],
    ['before its beginning', { effectiveAt: NOW + 1 }, 'GRANT_NOT_YET_VALID'],
    ['at its end, before any sweep has seen it', { expiresAt: NOW }, 'AUTHORIZATION_EXPIRED'],
    ['canceled within its window', { status: 'canceled' }, 'AUTHORIZATION_CANCELED'],
    ['canceled before its window', { status: 'canceled', effectiveAt: NOW + 5 }, 'AUTHORIZATION_CANCELED'],
    ['closed with its case', { status: 'canceled', endCause: 'case-closed' }, 'CASE_CLOSED'],
    // Never confirmed: no window. It must lend nothing even where somebody reads it as a path.
    ['pending', { status: 'pending', effectiveAt: null, expiresAt: null }, 'AUTHORIZATION_EXPIRED'],
    ['rejected', { status: 'rejected', effectiveAt: null, expiresAt: null }, 'AUTHORIZATION_EXPIRED'],
  ])('decides: %s', (_why, changes, want) => {
    expect(summary(decide(question, { ...facts, grants: [loanFact({ ...lent, ...changes })] }))).toBe(want);
  });
});

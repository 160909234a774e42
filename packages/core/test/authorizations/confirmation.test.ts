import { describe, expect, it } from 'vitest';
import { DAY, HOUR, planConfirmation } from '@sallyport/core';
import type { Authorization, AuthorizationDetail, AuthorizationLimits, ConfirmationAsk, ConfirmedDetail } from '@sallyport/core';
import { NOW } from '../access/facts.ts';

const limits: AuthorizationLimits = { pendingMs: 7 * DAY, longestMs: DAY, verifyTries: 5 };

const host: AuthorizationDetail = {
  id: '31', authorizationId: '30', kind: 'host', hostId: '2', hostName: 'web-1', regionId: 'r', account: 'root', port: 22, granted: false, tries: 0,
};
const unnamed: AuthorizationDetail = { ...host, id: '32', account: '', port: null };
const vendorConsole: AuthorizationDetail = { ...host, id: '33', kind: 'console', hostId: null, account: '', port: null };

const authorization: Authorization = {
  id: '30', instanceId: 'i', caseId: '29', status: 'pending', requestedBy: '8', requestedByName: 'vendor', userId: '1', userName: 'zhang', description: 'd', commitment: 'c',
  wishedMs: 2 * HOUR, agencyId: '', createdAt: NOW - HOUR, pendingUntil: NOW + DAY, effectiveAt: null, expiresAt: null, decidedBy: null, decidedByName: '', decidedAt: null,
  endedBy: null, endedAt: null, endCause: '', reason: '', details: [host, unnamed, vendorConsole],
};

function ask(changes: Partial<ConfirmationAsk> = {}): ConfirmationAsk {
  return { details: [{ detailId: '31', hasPassword: true }], effectiveAt: null, expiresAt: null, agencyId: '', ...changes };
}

const plan = (changes: Partial<ConfirmationAsk>, of: Partial<Authorization> = {}) => planConfirmation({ ...authorization, ...of }, ask(changes), NOW, limits);

describe('the window of a confirmation', () => {
  it.each<[string, Partial<ConfirmationAsk>, [number, number]]>([
    ['no times: at once, for as long as was asked', {}, [NOW, NOW + 2 * HOUR]],
    ['a beginning: from then on, for as long as was asked', { effectiveAt: NOW + HOUR }, [NOW + HOUR, NOW + 3 * HOUR]],
    ['a beginning in the past is now', { effectiveAt: NOW - HOUR }, [NOW, NOW + 2 * HOUR]],
    ['an end', { expiresAt: NOW + 1 }, [NOW, NOW + 1]],
    ['both', { effectiveAt: NOW + 1, expiresAt: NOW + 2 }, [NOW + 1, NOW + 2]],
    ['the longest there may be', { expiresAt: NOW + DAY }, [NOW, NOW + DAY]],
    ['the latest beginning there may be', { effectiveAt: NOW + DAY }, [NOW + DAY, NOW + DAY + 2 * HOUR]],
  ])('%s', (_why, changes, [effectiveAt, expiresAt]) => {
    expect(plan(changes)).toMatchObject({ effectiveAt, expiresAt });
  });

  it.each<[string, Partial<ConfirmationAsk>, Partial<Authorization>?]>([
    ['an end that is past', { expiresAt: NOW - 1 }],
    ['an end that is now', { expiresAt: NOW }],
    ['an end at its beginning', { effectiveAt: NOW + 5, expiresAt: NOW + 5 }],
    ['an end before its beginning', { effectiveAt: NOW + 5, expiresAt: NOW + 4 }],
    ['a millisecond more than the longest', { expiresAt: NOW + DAY + 1 }],
    ['a beginning a millisecond later than the latest', { effectiveAt: NOW + DAY + 1, expiresAt: NOW + DAY + 2 }],
    ['a beginning that no calendar has', { effectiveAt: 9_007_199_254_740_000, expiresAt: 9_007_199_254_740_990 }],
    ['a wish that is longer than the longest', {}, { wishedMs: DAY + 1 }],
  ])('does not fit: %s', (_why, changes, of) => {
    expect(plan(changes, of)).toBeUndefined();
  });
});

describe('the details of a confirmation', () => {
  const details = (...given: readonly ConfirmedDetail[]) => plan({ details: given })?.details;

  it.each<[string, ConfirmedDetail, object]>([
    ['a host as it was asked for', { detailId: '31', hasPassword: true }, { id: '31', account: 'root', port: 22 }],
    ['another account and port', { detailId: '31', account: 'ops', port: 2222, hasPassword: true }, { id: '31', account: 'ops', port: 2222 }],
    ['an account where none was named', { detailId: '32', account: 'ops', port: 22, hasPassword: true }, { id: '32', account: 'ops', port: 22 }],
    ['a console, which needs nothing', { detailId: '33', hasPassword: false }, { id: '33', account: '', port: null }],
    ['a console with a log-in', { detailId: '33', account: 'iam', hasPassword: true }, { id: '33', account: 'iam', port: null }],
  ])('lend %s', (_why, given, want) => {
    expect(details(given)).toEqual([want]);
  });

  it.each<[string, readonly ConfirmedDetail[]]>([
    ['none', []],
    ['one of another authorization', [{ detailId: '99', hasPassword: true }]],
    ['the same twice', [{ detailId: '31', hasPassword: true }, { detailId: '31', hasPassword: true }]],
    ['a host without a password', [{ detailId: '31', hasPassword: false }]],
    ['a host without an account', [{ detailId: '32', port: 22, hasPassword: true }]],
    ['a host whose account was taken away', [{ detailId: '31', account: '', hasPassword: true }]],
    ['a host without a port', [{ detailId: '32', account: 'ops', hasPassword: true }]],
    ['one good one and one that does not fit', [{ detailId: '31', hasPassword: true }, { detailId: '32', hasPassword: true }]],
  ])('lend nothing at all: %s', (_why, given) => {
    expect(details(...given)).toBeUndefined();
  });

  it('lend what is named, in that order, and nothing else', () => {
    expect(details({ detailId: '33', hasPassword: false }, { detailId: '31', hasPassword: true })?.map((detail) => detail.id)).toEqual(['33', '31']);
    expect(plan({ agencyId: 'agency-1' })).toEqual({ effectiveAt: NOW, expiresAt: NOW + 2 * HOUR, agencyId: 'agency-1', details: [{ id: '31', account: 'root', port: 22 }] });
  });
});

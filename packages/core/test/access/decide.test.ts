import { describe, expect, it } from 'vitest';
import { decide } from '@sallyport/core';
import type { AccessFacts, AccessQuestion } from '@sallyport/core';
import { NOW, allowed, approving, facts, grant, question, summary, ticket, user } from './facts.ts';

type Row = readonly [why: string, change: Partial<AccessFacts>, ask: Partial<AccessQuestion>, want: string];

const host = facts.host!;
const account = facts.account!;
const lent = { ...grant, id: '30', path: 'authorization' as const, validFrom: NOW - 5, validUntil: NOW + 5_000 };
const canceled = { ...lent, ended: { code: 'AUTHORIZATION_CANCELED' as const, words: '客户取消' } };
const waiting = { ...ticket, state: 'pending' as const, effectEnd: null };

const ROWS: readonly Row[] = [
  ['all in order', {}, {}, 'allow'],
  ['no such instance', { instanceExists: false }, {}, 'INSTANCE_NOT_FOUND'],
  ['user deleted', { user: null }, {}, 'USER_NOT_FOUND'],
  ['user deleted under a session', { user: null }, { phase: 'running' }, 'USER_NOT_FOUND'],
  ['locked', { user: { ...user, locked: true } }, {}, 'USER_LOCKED'],
  ['locked under a session', { user: { ...user, locked: true } }, { phase: 'running' }, 'USER_LOCKED'],
  ['deleted in the directory', { user: { ...user, remoteState: 'RemoteDeleted' } }, { phase: 'running' }, 'USER_REMOTE_DELETED'],
  ['frozen in the directory', { user: { ...user, remoteState: 'RemoteFrozen' } }, { phase: 'running' }, 'USER_REMOTE_FROZEN'],
  ['a changed DN alone bars nobody', { user: { ...user, remoteState: 'RemoteDNChanged' } }, {}, 'allow'],
  ['validity starts now', { user: { ...user, effectiveStart: NOW / 1000 } }, {}, 'allow'],
  ['validity starts in a second', { user: { ...user, effectiveStart: NOW / 1000 + 1 } }, {}, 'USER_NOT_YET_VALID'],
  ['validity ends in a second', { user: { ...user, effectiveEnd: NOW / 1000 + 1 } }, {}, 'allow'],
  ['validity ends now', { user: { ...user, effectiveEnd: NOW / 1000 } }, { phase: 'running' }, 'USER_EXPIRED'],
  ['must change the password: not in', { user: { ...user, needResetPassword: true } }, {}, 'PASSWORD_CHANGE_REQUIRED'],
  ['must change the password: not out', { user: { ...user, needResetPassword: true } }, { phase: 'running' }, 'allow'],
  ['second factor demanded: not in', { user: { ...user, twoFactorStatus: 'Enable' } }, {}, 'TWO_FACTOR_UNAVAILABLE'],
  ['second factor demanded: not out', { user: { ...user, twoFactorStatus: 'Enable' } }, { phase: 'running' }, 'allow'],
  ['host deleted', { host: null, account: null, grants: [] }, { phase: 'running' }, 'ASSET_NOT_FOUND'],
  ['account deleted', { account: null, grants: [] }, { phase: 'running' }, 'ACCOUNT_NOT_FOUND'],
  ['account of another host', { account: { ...account, hostId: '9' } }, {}, 'ACCOUNT_NOT_FOUND'],
  ['RDP account asked for over SSH', { account: { ...account, protocol: 'RDP' } }, {}, 'PROTOCOL_MISMATCH'],
  ['instance behind the host released', { host: { ...host, sourceInstanceState: 'Release' } }, {}, 'ASSET_RELEASED'],
  ['network domain fails closed', { host: { ...host, networkDomainId: '7' } }, {}, 'NETWORK_DOMAIN_UNAVAILABLE'],
  ['old key exchange fails closed', { host: { ...host, prefKex: 'diffie-hellman-group14-sha1' } }, {}, 'LEGACY_KEX_UNAVAILABLE'],
  ['shared key fails closed', { account: { ...account, hostShareKeyId: '7' } }, {}, 'SHARE_KEY_UNAVAILABLE'],
  ['nothing granted', { hostGranted: false, grants: [] }, {}, 'NOT_GRANTED'],
  ['host granted without the account', { grants: [] }, {}, 'NOT_GRANTED'],
  ['grant starts later', { grants: [{ ...grant, validFrom: NOW + 1 }] }, {}, 'GRANT_NOT_YET_VALID'],
  ['grant over', { grants: [{ ...grant, validUntil: NOW }] }, { phase: 'running' }, 'GRANT_EXPIRED'],
  ['one of two paths over', { grants: [{ ...grant, validUntil: NOW }, { ...grant, id: '5', path: 'rule' }] }, { phase: 'running' }, 'allow'],
  ['lent by an authorization', { hostGranted: false, grants: [lent] }, {}, 'allow'],
  ['an authorization whose time has not come', { grants: [{ ...lent, validFrom: NOW + 1 }] }, {}, 'GRANT_NOT_YET_VALID'],
  ['an authorization whose time is over', { grants: [{ ...lent, validUntil: NOW }] }, { phase: 'running' }, 'AUTHORIZATION_EXPIRED'],
  ['an authorization that was canceled within its window', { grants: [canceled] }, { phase: 'running' }, 'AUTHORIZATION_CANCELED'],
  ['recalled', { grants: [{ ...canceled, ended: { code: 'AUTHORIZATION_RECALLED', words: '' } }] }, { phase: 'running' }, 'AUTHORIZATION_RECALLED'],
  ['ended with its case', { grants: [{ ...canceled, ended: { code: 'CASE_CLOSED', words: '' } }] }, { phase: 'running' }, 'CASE_CLOSED'],
  ['canceled, but another authorization lends the same', { grants: [canceled, { ...lent, id: '31' }] }, { phase: 'running' }, 'allow'],
  ['canceled, but granted directly', { grants: [grant, canceled] }, { phase: 'running' }, 'allow'],
  ['a direct grant taken away, but an authorization lends', { hostGranted: false, grants: [lent] }, { phase: 'running' }, 'allow'],
  ['of several that do not hold, one that is to come speaks first', { grants: [{ ...lent, validUntil: NOW }, canceled, { ...lent, validFrom: NOW + 1 }] }, {}, 'GRANT_NOT_YET_VALID'],
  ['then one that somebody took back', { grants: [{ ...grant, validUntil: NOW }, canceled] }, {}, 'AUTHORIZATION_CANCELED'],
  ['one that was taken back before its time is not to come any more', { grants: [{ ...canceled, validFrom: NOW + 1 }] }, {}, 'AUTHORIZATION_CANCELED'],
  ['lent, and approval is required', { grants: [lent], policies: [approving] }, {}, 'pending:'],
  ['approval, no ticket', { policies: [approving] }, {}, 'pending:'],
  ['approval, ticket waiting', { policies: [approving], tickets: [waiting] }, {}, 'pending:20'],
  ['approval, ticket waiting past its limit', { policies: [approving], tickets: [{ ...waiting, pendingUntil: NOW }] }, { ticketId: '20' }, 'TICKET_EXPIRED'],
  ['approval, newcomer after a ticket past its limit that no sweep has seen yet', { policies: [approving], tickets: [{ ...waiting, pendingUntil: NOW }] }, {}, 'pending:'],
  ['approval, accepted ticket found', { policies: [approving], tickets: [ticket] }, {}, 'allow:20'],
  ['an accepted ticket goes before a waiting one', { policies: [approving], tickets: [{ ...waiting, id: '19' }, ticket] }, {}, 'allow:20'],
  ['window over', { policies: [approving], tickets: [{ ...ticket, effectEnd: NOW }] }, { phase: 'running', ticketId: '20' }, 'TICKET_OVER'],
  ['window over, newcomer asks anew', { policies: [approving], tickets: [{ ...ticket, effectEnd: NOW }] }, {}, 'pending:'],
  ['window not begun', { policies: [approving], tickets: [{ ...ticket, effectStart: NOW + 1 }] }, { ticketId: '20' }, 'TICKET_NOT_YET_VALID'],
  ['one log-on, used by another session', { policies: [approving], tickets: [{ ...ticket, effectCount: 1, boundSessionId: 's-0' }] }, { ticketId: '20' }, 'TICKET_USED'],
  ['one log-on, used by this session', { policies: [approving], tickets: [{ ...ticket, effectCount: 1, boundSessionId: 's-1' }] }, { phase: 'running', ticketId: '20' }, 'allow:20'],
  ['rejected while waiting', { policies: [approving], tickets: [{ ...ticket, state: 'rejected' }] }, { ticketId: '20' }, 'TICKET_REJECTED'],
  ['withdrawn while waiting', { policies: [approving], tickets: [{ ...ticket, state: 'withdrawn' }] }, { ticketId: '20' }, 'TICKET_WITHDRAWN'],
  ['closed while waiting', { policies: [approving], tickets: [{ ...ticket, state: 'closed' }] }, { ticketId: '20' }, 'TICKET_CLOSED'],
  ['revoked under a session', { policies: [approving], tickets: [{ ...ticket, state: 'revoked' }] }, { phase: 'running', ticketId: '20' }, 'TICKET_REVOKED'],
  ['revoked under a session, approval switched off', { tickets: [{ ...ticket, state: 'revoked' }] }, { phase: 'running', ticketId: '20' }, 'TICKET_REVOKED'],
  ['approval switched off releases who waits', { policies: [{ ...approving, approval: false }], tickets: [waiting] }, { ticketId: '20' }, 'allow'],
  ['another instance of the rule wins by priority', { policies: [approving, { ...approving, id: '9', priority: 2, approval: false }] }, {}, 'pending:'],
  ['equal priority: the newest wins', { policies: [approving, { ...approving, id: '11', approval: false }] }, {}, 'allow'],
  ['approval switched on under a session', { policies: [approving] }, { phase: 'running' }, 'pending:'],
  ['a running session never takes up somebody else’s ticket', { policies: [approving], tickets: [ticket] }, { phase: 'running' }, 'pending:'],
];

describe('decide', () => {
  it.each(ROWS)('%s', (_why, change, ask, want) => {
    expect(summary(decide({ ...question, ...ask }, { ...facts, ...change }))).toBe(want);
  });

  it('lasts until the first of validity, longest grant and ticket window', () => {
    const decision = allowed(decide(question, {
      ...facts,
      user: { ...user, effectiveEnd: NOW / 1000 + 50 },
      grants: [{ ...grant, validUntil: NOW + 10_000 }, { ...grant, id: '5', validUntil: NOW + 40_000 }],
      policies: [approving],
      tickets: [{ ...ticket, effectEnd: NOW + 60_000 }],
    }));
    expect(decision.validUntil).toBe(NOW + 40_000);
    expect(decision.paths.map((path) => path.id)).toEqual(['4', '5']);
  });

  it('an unlimited path makes limited ones irrelevant to the clock', () => {
    const decision = allowed(decide(question, { ...facts, grants: [{ ...grant, validUntil: NOW + 1 }, { ...grant, id: '5' }] }));
    expect(decision.validUntil).toBeNull();
  });

  it('lives as long as the longest of its paths, without those that were taken back', () => {
    const grants = [lent, { ...lent, id: '31', validUntil: NOW + 9_000 }, { ...canceled, id: '32', validUntil: NOW + 60_000 }];
    const decision = allowed(decide(question, { ...facts, grants }));
    expect(decision.validUntil).toBe(NOW + 9_000);
    expect(decision.paths.map((path) => path.id)).toEqual(['30', '31']);
    expect(allowed(decide(question, { ...facts, grants: [...grants, grant] })).validUntil).toBeNull();
  });

  it('carries the words of whoever took an authorization back, and names it', () => {
    const decision = decide({ ...question, phase: 'running' }, { ...facts, grants: [canceled] });
    expect(decision).toMatchObject({ kind: 'deny', code: 'AUTHORIZATION_CANCELED', words: '客户取消' });
    expect(decision.derivation.at(-1)).toMatchObject({ rule: 'grant', outcome: 'deny', code: 'AUTHORIZATION_CANCELED', subject: '30' });
  });

  it('carries the reviewer’s words', () => {
    const decision = decide({ ...question, ticketId: '20' }, { ...facts, policies: [approving], tickets: [{ ...ticket, state: 'rejected', comment: '先走变更流程' }] });
    expect(decision).toMatchObject({ kind: 'deny', code: 'TICKET_REJECTED', words: '先走变更流程', policyId: '10' });
  });

  it('says when the host is granted and only the account is not', () => {
    const last = decide(question, { ...facts, grants: [] }).derivation.at(-1);
    expect(last).toMatchObject({ rule: 'grant', code: 'NOT_GRANTED', detail: 'the host is granted, this account is not' });
  });

  it('derives in order and ends with what decided', () => {
    const decision = decide(question, { ...facts, policies: [approving] });
    expect(decision.derivation.map((step) => `${step.rule}:${step.outcome}`)).toEqual([
      'instance:pass', 'user:pass', 'asset:pass', 'grant:pass', 'policy:pass', 'approval:pass', 'ticket:pending',
    ]);
  });
});

describe('an administrator’s end of a session', () => {
  it('denies with his words, whatever else holds', () => {
    const decision = decide({ ...question, phase: 'running', sessionId: 's' }, { ...facts, endRequest: { comment: 'maintenance' } });
    expect(decision).toMatchObject({ kind: 'deny', code: 'SESSION_ENDED', words: 'maintenance' });
  });
});

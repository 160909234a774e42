import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, reassess } from '@sallyport/core';
import type { AccessFacts, AccessQuestion } from '@sallyport/core';
import { NOW, allowed, approving, facts, grant, question, ticket, user } from './facts.ts';

const instant = fc.constantFrom(null, NOW - 1, NOW, NOW + 1, NOW + 5_000);
const seconds = fc.constantFrom(null, NOW / 1000 - 1, NOW / 1000, NOW / 1000 + 1);

const anyFacts: fc.Arbitrary<AccessFacts> = fc.record({
  now: fc.constant(NOW),
  instanceExists: fc.constant(true),
  user: fc.option(fc.record({
    id: fc.constant('1'), userName: fc.constant('zhang'), locked: fc.boolean(),
    remoteState: fc.constantFrom(null, 'RemoteDeleted' as const, 'RemoteFrozen' as const, 'RemoteDNChanged' as const),
    effectiveStart: seconds, effectiveEnd: seconds, needResetPassword: fc.boolean(),
    twoFactorStatus: fc.constantFrom('Global' as const, 'Enable' as const, 'Disable' as const),
  })),
  host: fc.option(fc.constant(facts.host!)),
  account: fc.option(fc.constant(facts.account!)),
  hostGranted: fc.boolean(),
  grants: fc.array(fc.record({
    path: fc.constantFrom('user' as const, 'authorization' as const), id: fc.constantFrom('4', '5'), validFrom: instant, validUntil: instant,
    ended: fc.constantFrom(null, null, { code: 'AUTHORIZATION_CANCELED' as const, words: 'w' }),
  }), { maxLength: 3 }),
  policies: fc.array(fc.record({ id: fc.constantFrom('10', '11'), name: fc.constant('p'), priority: fc.integer({ min: 1, max: 3 }), approval: fc.boolean(), onTighten: fc.constantFrom('continue' as const, 'cut' as const) }), { maxLength: 3 }),
  tickets: fc.uniqueArray(fc.record({
    id: fc.constantFrom('20', '21'), state: fc.constantFrom('pending' as const, 'accepted' as const, 'rejected' as const, 'revoked' as const, 'finished' as const),
    effectCount: fc.constantFrom(0 as const, 1 as const), effectStart: instant, effectEnd: instant,
    boundSessionId: fc.constantFrom(null, 's-0', 's-1'), comment: fc.constant(''), endCause: fc.constant('' as const), pendingUntil: fc.constant(NOW + 1000),
  }), { maxLength: 2, selector: (t) => t.id }),
});

const anyQuestion: fc.Arbitrary<AccessQuestion> = fc.record({
  instanceId: fc.constant('i'), userId: fc.constant('1'), hostId: fc.constant('2'), accountId: fc.constant('3'), protocol: fc.constant('SSH' as const),
  sourceAddress: fc.constant('::1'), phase: fc.constantFrom('log-on' as const, 'running' as const), sessionId: fc.constantFrom(null, 's-1'), ticketId: fc.constantFrom(null, '20'),
});

/** The rule said once more, as naively as it can be said: may the user be in? */
function naivelyAllowed(ask: AccessQuestion, f: AccessFacts): boolean {
  const u = f.user;
  if (u === null || u.locked || u.remoteState === 'RemoteDeleted' || u.remoteState === 'RemoteFrozen') return false;
  if (u.effectiveStart !== null && f.now < u.effectiveStart * 1000) return false;
  if (u.effectiveEnd !== null && f.now >= u.effectiveEnd * 1000) return false;
  if (ask.phase === 'log-on' && (u.needResetPassword || u.twoFactorStatus === 'Enable')) return false;
  if (f.host === null || f.account === null) return false;
  if (!f.grants.some((g) => g.ended === null && (g.validFrom === null || g.validFrom <= f.now) && (g.validUntil === null || g.validUntil > f.now))) return false;
  const own = f.tickets.find((t) => t.id === ask.ticketId);
  if (own?.state === 'revoked') return false;
  const best = [...f.policies].sort((a, b) => a.priority - b.priority || Number(b.id) - Number(a.id))[0];
  if (best === undefined || !best.approval) return true;
  const good = (t: AccessFacts['tickets'][number], session: string | null): boolean => t.state === 'accepted'
    && (t.effectStart === null || t.effectStart <= f.now) && (t.effectEnd === null || t.effectEnd > f.now)
    && (t.boundSessionId === null || t.boundSessionId === session);
  if (own !== undefined) return good(own, ask.sessionId);
  return ask.phase === 'log-on' && f.tickets.some((t) => good(t, null));
}

describe('decide, for any facts', () => {
  it('allows exactly what the naive rule allows', () => {
    fc.assert(fc.property(anyQuestion, anyFacts, (ask, f) => {
      expect(decide(ask, f).kind === 'allow').toBe(naivelyAllowed(ask, f));
    }), { numRuns: 5_000 });
  });

  it('stays allowed until validUntil by the clock alone: a timer set to it is never too late', () => {
    fc.assert(fc.property(anyQuestion, anyFacts, fc.integer({ min: 0, max: 10_000 }), (ask, f, step) => {
      const decision = decide(ask, f);
      if (decision.kind !== 'allow' || (decision.validUntil !== null && f.now + step >= decision.validUntil)) return;
      const then = decide({ ...ask, phase: 'running', ticketId: decision.ticketId }, { ...f, now: f.now + step });
      // A ticket bound elsewhere cannot carry this session; the gate claims it before the session runs.
      const carried = f.tickets.find((t) => t.id === decision.ticketId);
      if (carried !== undefined && carried.boundSessionId !== null && carried.boundSessionId !== ask.sessionId) return;
      expect(then.kind === 'deny' ? then.code : then.kind).not.toMatch(/EXPIRED|OVER|NOT_YET/);
    }), { numRuns: 5_000 });
  });

  it('ends at validUntil unless another path begins there', () => {
    fc.assert(fc.property(anyQuestion, anyFacts, (ask, f) => {
      const decision = decide(ask, f);
      if (decision.kind !== 'allow' || decision.validUntil === null) return;
      const at = { ...f, now: decision.validUntil, grants: f.grants.filter((g) => g.validFrom === null || g.validFrom <= f.now) };
      expect(decide({ ...ask, phase: 'running', ticketId: decision.ticketId }, at).kind).not.toBe('allow');
    }), { numRuns: 5_000 });
  });

  it('is pure: it changes nothing and repeats itself', () => {
    fc.assert(fc.property(anyQuestion, anyFacts, (ask, f) => {
      const before = JSON.stringify([ask, f]);
      expect(JSON.stringify(decide(ask, f))).toBe(JSON.stringify(decide(ask, f)));
      expect(JSON.stringify([ask, f])).toBe(before);
    }), { numRuns: 500 });
  });
});

describe('reassess', () => {
  const running = allowed(decide(question, facts));
  const again = (change: Partial<AccessFacts>, ask: Partial<AccessQuestion> = {}) => reassess(running, decide({ ...question, phase: 'running', ...ask }, { ...facts, ...change }));

  it('cuts what is denied, with the code', () => {
    expect(again({ user: { ...user, locked: true } })).toEqual({ kind: 'cut', code: 'USER_LOCKED', words: '' });
  });
  it('goes on, marked, when approval is switched on', () => {
    expect(again({ policies: [approving] })).toMatchObject({ kind: 'go-on', tightened: true });
  });
  it('cuts instead where the policy says so', () => {
    expect(again({ policies: [{ ...approving, onTighten: 'cut' }] })).toMatchObject({ kind: 'cut', code: 'APPROVAL_REQUIRED' });
  });
  it('takes over a validity that ends while it goes on', () => {
    expect(again({ policies: [approving], grants: [{ ...grant, validUntil: NOW + 5 }] })).toMatchObject({ decision: { validUntil: NOW + 5 } });
  });
  it('does not go on by "tightened" when its ticket is over', () => {
    const onTicket = allowed(decide(question, { ...facts, policies: [approving], tickets: [ticket] }));
    const next = decide({ ...question, phase: 'running', ticketId: onTicket.ticketId }, { ...facts, policies: [approving], tickets: [{ ...ticket, state: 'finished' }] });
    expect(reassess(onTicket, next)).toMatchObject({ kind: 'cut', code: 'TICKET_OVER' });
  });
});

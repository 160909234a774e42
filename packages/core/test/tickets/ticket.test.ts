import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSingleLogOn, moveTicket, ticketUse } from '@sallyport/core';
import type { TicketEvent, TicketState } from '@sallyport/core';
import { NOW, ticket } from '../access/facts.ts';

const EVENTS: readonly TicketEvent[] = ['accept', 'reject', 'withdraw', 'expire', 'close', 'revoke', 'finish'];

describe('the ticket machine', () => {
  it('is decided at most once, whatever happens in whatever order', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 12 }), (events) => {
      let state: TicketState = 'pending';
      let decisions = 0;
      for (const event of events) {
        const next = moveTicket(state, event);
        if (next === undefined) continue;
        if (event === 'accept' || event === 'reject') decisions += 1;
        state = next;
      }
      expect(decisions).toBeLessThanOrEqual(1);
    }));
  });

  it.each<[TicketState, TicketEvent, TicketState | undefined]>([
    ['pending', 'accept', 'accepted'], ['pending', 'reject', 'rejected'], ['pending', 'withdraw', 'withdrawn'], ['pending', 'expire', 'expired'],
    ['pending', 'close', 'closed'], ['pending', 'revoke', undefined], ['accepted', 'revoke', 'revoked'], ['accepted', 'finish', 'finished'],
    ['accepted', 'reject', undefined], ['accepted', 'withdraw', undefined], ['rejected', 'accept', undefined], ['revoked', 'finish', undefined], ['withdrawn', 'accept', undefined],
  ])('%s + %s → %s', (state, event, want) => {
    expect(moveTicket(state, event)).toBe(want);
  });
});

describe('the use of an accepted ticket', () => {
  it.each([
    ['inside its window', {}, null, 'usable'],
    ['at its end', { effectEnd: NOW }, null, 'over'],
    ['before its start', { effectStart: NOW + 1 }, null, 'not-yet'],
    ['taken by another session', { boundSessionId: 'b' }, 'a', 'used'],
    ['taken by this one', { boundSessionId: 'a' }, 'a', 'usable'],
    ['taken and over', { boundSessionId: 'b', effectEnd: NOW }, 'a', 'over'],
  ])('%s', (_why, change, session, want) => {
    expect(ticketUse({ ...ticket, ...change }, session, NOW).kind).toBe(want);
  });

  it('one log-on when it says so, or when it names no end', () => {
    expect(isSingleLogOn({ effectCount: 1, effectEnd: NOW })).toBe(true);
    expect(isSingleLogOn({ effectCount: 0, effectEnd: null })).toBe(true);
    expect(isSingleLogOn({ effectCount: 0, effectEnd: NOW })).toBe(false);
  });
});

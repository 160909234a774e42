import type { AccessQuestion } from '@sallyport/core';
import { BLOCK, accountOf, hostOf, stands } from './plan.ts';
import type { Plan } from './plan.ts';

/** A question with what the plan says of it, so that a wrong or empty answer cannot pass for a quick one. */
export interface Asked {
  readonly question: AccessQuestion;
  readonly granted: 'granted' | 'ungranted';
}

/** Small, repeatable randomness (mulberry32): both engines get the same questions. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Any user, half of the time about an account that is granted; one question in five names a ticket, one in three comes from a running session. */
export function* questions(plan: Plan, instanceId: string, count: number, seed: number): Generator<Asked> {
  const next = random(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  const each = plan.grants / plan.users;
  for (let n = 0; n < count; n += 1) {
    const [u, k] = [below(plan.users), below(each)];
    const granted = next() < 0.5 ? 'granted' : 'ungranted';
    // The account beside the granted one: the host is granted, that account is not.
    const host = granted === 'granted' || next() < 0.5 ? hostOf(plan, u, k) : hostOf(plan, u, each + below(each));
    const account = accountOf(plan, u, k) + (granted === 'granted' ? 0 : 1);
    yield {
      granted,
      question: {
        instanceId, protocol: 'SSH', sourceAddress: '192.0.2.7',
        userId: String(BLOCK.user + u), hostId: String(BLOCK.host + host), accountId: String(BLOCK.account + host * plan.accountsPerHost + (account % plan.accountsPerHost)),
        phase: next() < 0.33 ? 'running' : 'log-on',
        sessionId: next() < 0.33 ? crypto.randomUUID() : null,
        ticketId: next() < 0.2 ? String(BLOCK.ticket + below(plan.tickets)) : null,
      },
    };
  }
}

/** A question about an account that is lent to the user, or was. */
export interface AskedOfLoan {
  readonly question: AccessQuestion;
  readonly loan: 'stands' | 'is over';
}

export function* loanQuestions(plan: Plan, instanceId: string, count: number, seed: number): Generator<AskedOfLoan> {
  const next = random(seed);
  for (let n = 0; n < count; n += 1) {
    const i = Math.floor(next() * plan.loans);
    const u = i % plan.users;
    yield {
      loan: stands(i) ? 'stands' : 'is over',
      question: {
        instanceId, protocol: 'SSH', sourceAddress: '192.0.2.7', ticketId: null, phase: next() < 0.33 ? 'running' : 'log-on', sessionId: next() < 0.33 ? crypto.randomUUID() : null,
        userId: String(BLOCK.user + u), hostId: String(BLOCK.host + hostOf(plan, u, Math.floor(i / plan.users))), accountId: String(BLOCK.detail + i),
      },
    };
  }
}

import type { AccessFacts, AccessQuestion, Allow, Decision, GrantFact, PolicyFact, TicketFact, UserFact } from '@sallyport/core';

export const NOW = Date.UTC(2026, 10, 21, 12);

export const question: AccessQuestion = {
  instanceId: 'bastionhost-cn-test', userId: '1', hostId: '2', accountId: '3', protocol: 'SSH',
  sourceAddress: '203.0.113.9', phase: 'log-on', sessionId: 's-1', ticketId: null,
};

export const user: UserFact = {
  id: '1', userName: 'zhang', locked: false, remoteState: null, effectiveStart: null, effectiveEnd: null,
  needResetPassword: false, twoFactorStatus: 'Global',
};

export const grant: GrantFact = { path: 'user', id: '4', validFrom: null, validUntil: null, ended: null };

export const approving: PolicyFact = { id: '10', name: 'approve', priority: 1, approval: true, onTighten: 'continue' };

export const ticket: TicketFact = {
  id: '20', state: 'accepted', effectCount: 0, effectStart: null, effectEnd: NOW + 3_600_000, boundSessionId: null,
  comment: '', endCause: '', pendingUntil: NOW + 86_400_000,
};

export const facts: AccessFacts = {
  now: NOW, instanceExists: true, user,
  host: { id: '2', hostName: 'web-1', sourceInstanceState: 'Normal', networkDomainId: '', prefKex: 'default' },
  account: { id: '3', hostId: '2', name: 'root', protocol: 'SSH', hostShareKeyId: '' },
  hostGranted: true, grants: [grant], policies: [], tickets: [],
};

/** `allow`, or the deny code, or `pending:<ticket>`. */
export function summary(decision: Decision): string {
  switch (decision.kind) {
    case 'allow': return decision.ticketId === null ? 'allow' : `allow:${decision.ticketId}`;
    case 'deny': return decision.code;
    case 'pending': return `pending:${decision.ticketId ?? ''}`;
  }
}

export function allowed(decision: Decision): Allow {
  if (decision.kind !== 'allow') throw new Error(`expected allow, got ${summary(decision)}`);
  return decision;
}

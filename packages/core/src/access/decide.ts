import type { Id } from '../kernel/ids.ts';
import { earlier, later } from '../kernel/time.ts';
import type { EpochMs } from '../kernel/time.ts';
import { applicablePolicy } from '../policies/policy.ts';
import type { PolicyFact } from '../policies/policy.ts';
import { ticketUse } from '../tickets/ticket.ts';
import type { TicketFact, TicketState } from '../tickets/ticket.ts';
import { assetStep } from './asset-step.ts';
import type { Controls, Decision, Deny, DerivationStep } from './decision.ts';
import type { DenyCode } from './deny-code.ts';
import type { AccessFacts, AccessQuestion, GrantFact } from './facts.ts';
import { userStep } from './user-step.ts';

/** Protocol switches come with the policies' protocol configuration; until then a session may do all that the door carries. */
const ALL_CONTROLS: Controls = { shell: true, exec: true };

/** The derivation so far and when the permission ends by the clock. */
interface Trail {
  readonly steps: DerivationStep[];
  validUntil: EpochMs | null;
}

/**
 * May this user be on this account of this asset, now? Pure: the same facts give the same decision at every door,
 * in `explain`, and again whenever anything that it read may have changed.
 */
export function decide(question: AccessQuestion, facts: AccessFacts): Decision {
  const trail: Trail = { steps: [], validUntil: null };
  if (!facts.instanceExists) return deny(trail, 'instance', 'INSTANCE_NOT_FOUND');
  trail.steps.push({ rule: 'instance', outcome: 'pass' });
  if (facts.endRequest != null) return deny(trail, 'session', 'SESSION_ENDED', undefined, facts.endRequest.comment);

  const standing = userStep(facts, question.phase);
  trail.steps.push(standing.step);
  if (standing.code !== undefined) return denied(trail, standing.code);
  trail.validUntil = standing.validUntil;

  const asset = assetStep(question, facts);
  trail.steps.push(asset);
  if (asset.code !== undefined) return denied(trail, asset.code);

  const paths = grantStep(facts, trail);
  if (paths === undefined) return notGranted(trail, facts);

  const policy = applicablePolicy(facts.policies);
  trail.steps.push(policy === undefined
    ? { rule: 'policy', outcome: 'none' }
    : { rule: 'policy', outcome: 'pass', subject: policy.id, detail: policy.name });
  return approvalStep(question, facts, policy, paths, trail);
}

/** The paths that hold now, or undefined. The permission lasts as long as its longest path. */
function grantStep(facts: AccessFacts, trail: Trail): readonly GrantFact[] | undefined {
  const live = facts.grants.filter((grant) => grant.ended === null && (grant.validFrom ?? 0) <= facts.now && (grant.validUntil === null || facts.now < grant.validUntil));
  const first = live[0];
  if (first === undefined) return undefined;
  const until = live.reduce<EpochMs | null>((longest, grant) => later(longest, grant.validUntil), first.validUntil);
  for (const grant of live) {
    trail.steps.push({ rule: 'grant', outcome: 'pass', subject: grant.id, detail: grant.path, ...(grant.validUntil === null ? {} : { validUntil: grant.validUntil }) });
  }
  trail.validUntil = earlier(trail.validUntil, until);
  return live;
}

function notGranted(trail: Trail, facts: AccessFacts): Deny {
  const { code, words, subject } = missingGrant(facts);
  // The host alone carries nobody: it takes an account, or one day a credential of the engineer's own.
  trail.steps.push({
    rule: 'grant', outcome: 'deny', code, ...(subject === undefined ? {} : { subject }),
    ...(facts.hostGranted ? { detail: 'the host is granted, this account is not' } : {}),
  });
  return denied(trail, code, words);
}

/** Of several paths that do not hold, the one that may hold yet speaks, then one that somebody took back, then one whose time is over. */
function missingGrant(facts: AccessFacts): { readonly code: DenyCode; readonly words: string; readonly subject?: Id } {
  const coming = facts.grants.find((grant) => grant.ended === null && grant.validFrom !== null && facts.now < grant.validFrom);
  if (coming !== undefined) return { code: 'GRANT_NOT_YET_VALID', words: '', subject: coming.id };
  const taken = facts.grants.find((grant) => grant.ended !== null);
  if (taken?.ended != null) return { ...taken.ended, subject: taken.id };
  const [past] = facts.grants;
  if (past === undefined) return { code: 'NOT_GRANTED', words: '' };
  return { code: past.path === 'authorization' ? 'AUTHORIZATION_EXPIRED' : 'GRANT_EXPIRED', words: '', subject: past.id };
}

/** Words for an own ticket that is over; a revocation cuts even where the policy no longer asks for approval. */
const OVER: Partial<Record<TicketState, DenyCode>> = {
  rejected: 'TICKET_REJECTED',
  withdrawn: 'TICKET_WITHDRAWN',
  expired: 'TICKET_EXPIRED',
  closed: 'TICKET_CLOSED',
  finished: 'TICKET_OVER',
};

function approvalStep(question: AccessQuestion, facts: AccessFacts, policy: PolicyFact | undefined, paths: readonly GrantFact[], trail: Trail): Decision {
  const own = question.ticketId === null ? undefined : facts.tickets.find((ticket) => ticket.id === question.ticketId);
  if (own?.state === 'revoked') return deny(trail, 'ticket', 'TICKET_REVOKED', own);
  const allow = (ticket: TicketFact | undefined): Decision => ({
    kind: 'allow', controls: ALL_CONTROLS, validUntil: trail.validUntil, paths,
    policyId: policy?.id ?? null, ticketId: ticket?.id ?? null, derivation: trail.steps,
  });
  if (policy === undefined || !policy.approval) {
    trail.steps.push({ rule: 'approval', outcome: 'none' });
    return allow(undefined);
  }
  trail.steps.push({ rule: 'approval', outcome: 'pass', subject: policy.id, detail: 'required' });
  if (own !== undefined) return onTicket(question, facts, policy, own, trail, allow);

  // Somebody who was admitted without a ticket is not a newcomer: what a tightened policy does to him is the policy's own choice.
  const ticket = question.phase === 'running' ? undefined : bestTicket(facts);
  if (ticket !== undefined) return onTicket(question, facts, policy, ticket, trail, allow);
  return pending(policy, undefined, trail);
}

/**
 * An accepted ticket that can be used now, else a pending one, else one whose time is still to come. One that nobody decided within its limit
 * is none any more, although no sweep has said so yet: it must not stand in the way of the next request.
 */
function bestTicket(facts: AccessFacts): TicketFact | undefined {
  const use = (ticket: TicketFact): string => {
    if (ticket.state === 'pending') return facts.now < ticket.pendingUntil ? 'pending' : 'over';
    return ticket.state === 'accepted' ? ticketUse(ticket, null, facts.now).kind : ticket.state;
  };
  for (const wanted of ['usable', 'pending', 'not-yet']) {
    const found = facts.tickets.find((ticket) => use(ticket) === wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

function onTicket(question: AccessQuestion, facts: AccessFacts, policy: PolicyFact, ticket: TicketFact, trail: Trail, allow: (ticket: TicketFact) => Decision): Decision {
  if (ticket.state === 'pending') {
    if (facts.now >= ticket.pendingUntil) return deny(trail, 'ticket', 'TICKET_EXPIRED', ticket);
    trail.validUntil = earlier(trail.validUntil, ticket.pendingUntil);
    return pending(policy, ticket, trail);
  }
  const over = OVER[ticket.state];
  if (over !== undefined) return deny(trail, 'ticket', over, ticket);
  const use = ticketUse(ticket, question.sessionId, facts.now);
  switch (use.kind) {
    case 'over': return deny(trail, 'ticket', 'TICKET_OVER', ticket);
    case 'used': return deny(trail, 'ticket', 'TICKET_USED', ticket);
    case 'not-yet': return deny(trail, 'ticket', 'TICKET_NOT_YET_VALID', ticket, new Date(use.from).toISOString());
    case 'usable': {
      trail.validUntil = earlier(trail.validUntil, use.validUntil);
      trail.steps.push({ rule: 'ticket', outcome: 'pass', subject: ticket.id, ...(use.validUntil === null ? {} : { validUntil: use.validUntil }) });
      return allow(ticket);
    }
  }
}

function pending(policy: PolicyFact, ticket: TicketFact | undefined, trail: Trail): Decision {
  trail.steps.push({ rule: 'ticket', outcome: 'pending', ...(ticket === undefined ? {} : { subject: ticket.id }) });
  return { kind: 'pending', ticketId: ticket?.id ?? null, policyId: policy.id, onTighten: policy.onTighten, validUntil: trail.validUntil, derivation: trail.steps };
}

function deny(trail: Trail, rule: DerivationStep['rule'], code: DenyCode, ticket?: TicketFact, words?: string): Deny {
  trail.steps.push({ rule, outcome: 'deny', code, ...(ticket === undefined ? {} : { subject: ticket.id }) });
  return denied(trail, code, words ?? ticket?.comment ?? '');
}

function denied(trail: Trail, code: DenyCode, words = ''): Deny {
  const policy = trail.steps.find((step) => step.rule === 'policy')?.subject;
  return { kind: 'deny', code, words, policyId: policy ?? null, derivation: trail.steps };
}

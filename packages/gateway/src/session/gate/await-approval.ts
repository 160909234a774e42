import type { Store, Ticket, TicketLimits } from '@sallyport/core';
import type { Watching } from '../watch/subject.ts';
import type { Admission } from './admission.ts';
import type { Identity, Voice } from './applicant.ts';
import type { Target } from './target.ts';
import { openTicket, withdrawTicket } from './open-ticket.ts';
import { refusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { signalled } from './signalled.ts';
import { TICKET_LINES } from './ticket-phrases.ts';

const TICK_MS = 1_000;

export interface WaitContext {
  readonly store: Store;
  readonly limits: TicketLimits;
  readonly monotonic: () => number;
  readonly identity: Identity;
  readonly target: Target;
  readonly reason: string;
  readonly voice: Voice;
}

/**
 * Opens or joins the ticket and waits until `decide` says something else than pending. Undefined: the log-on may go on.
 * The ticket outlives this wait unless it is withdrawn.
 */
export async function awaitApproval(context: WaitContext, admission: Admission, watching: Watching): Promise<Refusal | undefined> {
  const ticket = await openTicket(context.store, context.identity, context.target, context.reason, context.limits);
  if ('kind' in ticket) return ticket;
  admission.useTicket(ticket.id);
  watching.reindex();
  await watching.check();
  const { voice } = context;
  if (admission.decision?.kind === 'pending') {
    voice.say(TICKET_LINES.waits(ticket.id, voice.language));
    if (voice.interactive) voice.say(TICKET_LINES.howToLeave(voice.language));
  }
  const over = await listening(voice, () => wait(context, admission, watching, ticket));
  if (over !== undefined) return over;
  if (admission.refusal !== undefined) return admission.refusal;
  await sayReleased(context, admission, ticket);
  return undefined;
}

async function listening<T>(voice: Voice, work: () => Promise<T>): Promise<T> {
  const release = voice.listen();
  try {
    return await work();
  } finally {
    release();
  }
}

/** Undefined: a decision was made, one way or the other. */
async function wait(context: WaitContext, admission: Admission, watching: Watching, ticket: Ticket): Promise<Refusal | undefined> {
  const { voice, monotonic, limits } = context;
  const began = monotonic();
  const longest = voice.interactive ? limits.doorWaitMs : Math.min(limits.execWaitMs, limits.doorWaitMs);
  while (admission.refusal === undefined && admission.decision?.kind === 'pending') {
    const left = longest - (monotonic() - began);
    if (voice.gone.aborted) return refusal('CLIENT_GONE', ticketNote(context, ticket));
    if (voice.withdrawn.aborted) return withdraw(context, watching, admission, ticket);
    if (left <= 0) return refusal('WAIT_OVER', ticketNote(context, ticket));
    if (voice.interactive) voice.live(TICKET_LINES.elapsed(ticket.id, monotonic() - began, voice.language));
    await signalled(admission.changed(), [voice.gone, voice.withdrawn], Math.min(left, TICK_MS));
  }
  return undefined;
}

async function withdraw(context: WaitContext, watching: Watching, admission: Admission, ticket: Ticket): Promise<Refusal> {
  if (await withdrawTicket(context.store, context.identity, ticket, '')) return refusal('WITHDRAWN', ticketNote(context, ticket));
  await watching.check();
  // Accepted in the same moment: he still wanted out, and the ticket keeps.
  return admission.refusal ?? refusal('CLIENT_GONE', ticketNote(context, ticket));
}

async function sayReleased(context: WaitContext, admission: Admission, ticket: Ticket): Promise<void> {
  const { voice, store } = context;
  if (admission.decision?.kind !== 'allow' || admission.decision.ticketId !== ticket.id) {
    voice.say(TICKET_LINES.released(voice.language));
    // Left open it would ask reviewers for nothing, and count against the engineer's next ones.
    await withdrawTicket(store, context.identity, ticket, 'not needed any more');
    return;
  }
  const decided = await store.tickets.get({ instanceId: ticket.instanceId, projectId: ticket.projectId }, ticket.id);
  voice.say(TICKET_LINES.accepted(ticket.id, decided?.comment ?? '', voice.language));
  if (decided?.effectEnd == null) return;
  const instance = await store.instances.get(ticket.instanceId);
  voice.say(TICKET_LINES.window(decided.effectEnd, instance?.timeZone ?? 'UTC', voice.language));
}

function ticketNote(context: WaitContext, ticket: Ticket): string {
  return TICKET_LINES.ticket(ticket.id, context.voice.language);
}

import { isSingleLogOn } from '@sallyport/core';
import type { AuditEvent, Session, SessionEndReason, Store, Transaction } from '@sallyport/core';
import { causeOf } from '../log.ts';
import type { Log } from '../log.ts';
import { pauseFor } from '../pause.ts';
import type { Target } from './gate/target.ts';
import type { Identity } from './gate/applicant.ts';
import { settleTicket } from './settle-ticket.ts';
import type { TicketOutcome } from './settle-ticket.ts';

const FIRST_RETRY = 200;
const LAST_RETRY = 5_000;

/** A session as the books know it. */
export interface OpenSession {
  readonly row: Session;
  readonly identity: Identity;
  readonly target: Target;
}

export interface SessionEnd {
  readonly reason: SessionEndReason;
  /** What somebody said about it, e.g. a reviewer. */
  readonly words: string;
  readonly bytesFromClient: number;
  readonly bytesFromTarget: number;
  readonly ticket: TicketOutcome;
  /** SHA-256 of the recording's last chunk; empty when it could not be sealed. */
  readonly recordingHead: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Writes beginnings and ends of sessions: row, audit event and ticket in one transaction each. */
export class SessionLedger {
  readonly #store: Store;
  readonly #log: Log;
  readonly #open = new Set<Promise<void>>();
  readonly #stopped = new AbortController();

  constructor(store: Store, log: Log) {
    this.#store = store;
    this.#log = log;
  }

  /** False: another session has used up the ticket. */
  async begin(session: OpenSession, derivation: unknown): Promise<boolean> {
    const { row } = session;
    return this.#store.transact(async (tx) => {
      if (row.ticketId !== null && await isForOne(tx, session)) {
        if (!await tx.tickets.claim(row.instanceId, row.ticketId, row.id)) return false;
        tx.hint({ instanceId: row.instanceId, kind: 'ticket', id: row.ticketId });
      }
      await tx.sessions.create(row);
      tx.record(event(session, 'session.start', 'OK', { method: session.identity.method, key: session.identity.keyFingerprint, decision: derivation }));
      return true;
    });
  }

  firstByte(row: Session, at: number): void {
    this.#track(this.#store.sessions.firstByte(row.id, at)
      .catch((error: unknown) => { this.#log.warn('a first byte could not be noted', { sessionId: row.id, cause: causeOf(error) }); }));
  }

  /** Something that happened to a session that goes on. */
  note(session: OpenSession, kind: string, details: Readonly<Record<string, unknown>>): void {
    this.#track(this.#store.transact((tx) => {
      tx.record(event(session, kind, 'OK', details));
      return Promise.resolve();
    }).catch((error: unknown) => { this.#log.error('an audit event could not be written', { sessionId: session.row.id, kind, cause: causeOf(error) }); }));
  }

  /**
   * Closes the books of a session. The store may be away just now, and often that is why the session ended: tried until it is written,
   * another node has written it, or this node stops.
   */
  end(session: OpenSession, end: SessionEnd): Promise<void> {
    const written = this.#endUntilWritten(session, end);
    this.#track(written);
    return written;
  }

  /** Waits for what is being written, at most so long. */
  async settle(withinMs: number): Promise<void> {
    const limit = setTimeout(() => { this.#stopped.abort(); }, withinMs);
    try {
      while (this.#open.size > 0) await Promise.all(this.#open);
    } finally {
      clearTimeout(limit);
    }
  }

  async #endUntilWritten(session: OpenSession, end: SessionEnd): Promise<void> {
    for (let pause = FIRST_RETRY; ; pause = Math.min(pause * 2, LAST_RETRY)) {
      try {
        await this.#writeEnd(session, end);
        return;
      } catch (error) {
        this.#log.warn('the end of a session could not be written yet', { sessionId: session.row.id, cause: causeOf(error) });
      }
      if (this.#stopped.signal.aborted) return;
      await pauseFor(pause, this.#stopped.signal);
    }
  }

  async #writeEnd(session: OpenSession, end: SessionEnd): Promise<void> {
    const { row, target } = session;
    await this.#store.transact(async (tx) => {
      if (!await tx.sessions.end(row.id, tx.now, end.reason, end.bytesFromClient, end.bytesFromTarget)) return;
      const user = { sessionId: row.id, instanceId: row.instanceId, projectId: target.host.projectId, ticketId: row.ticketId };
      await settleTicket(tx, user, end.ticket);
      tx.record(event(session, 'session.end', end.reason, {
        ...end.details, reason: end.reason, words: end.words, durationMs: tx.now - row.startedAt,
        bytesFromClient: end.bytesFromClient, bytesFromTarget: end.bytesFromTarget, recordingHead: end.recordingHead,
      }));
    });
  }

  #track(work: Promise<void>): void {
    this.#open.add(work);
    void work.finally(() => { this.#open.delete(work); });
  }
}

async function isForOne(tx: Transaction, session: OpenSession): Promise<boolean> {
  const ticket = await tx.tickets.get({ instanceId: session.row.instanceId, projectId: session.target.host.projectId }, session.row.ticketId ?? '');
  return ticket !== undefined && isSingleLogOn(ticket);
}

function event(session: OpenSession, kind: string, outcome: string, details: Readonly<Record<string, unknown>>): Omit<AuditEvent, 'at'> {
  const { row, target: { account: { authorizationId } } } = session;
  return {
    instanceId: row.instanceId, kind, outcome, requestId: '', sessionId: row.id, sourceAddress: row.clientAddress,
    actor: { kind: 'user', id: row.userId, name: row.userName },
    details: {
      hostId: row.hostId, host: row.hostName, accountId: row.accountId, account: row.accountName, protocol: row.protocol,
      targetAddress: row.targetAddress, ticketId: row.ticketId, policyId: row.policyId, recording: row.recording, nodeId: row.nodeId,
      ...(authorizationId === null ? {} : { authorizationId }), ...details,
    },
  };
}

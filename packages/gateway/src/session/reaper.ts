import { DEFAULT_PROJECT } from '@sallyport/core';
import type { Session, Store, Transaction } from '@sallyport/core';
import { causeOf } from '../log.ts';
import type { Log } from '../log.ts';
import { settleTicket } from './settle-ticket.ts';

/**
 * Ends what dead nodes left behind, this node's own earlier life included: one row at a time by compare-and-set, so that
 * of several reapers one wins. A single log-on whose first byte never reached the target gets its ticket back (ruling E3).
 */
export class Reaper {
  readonly #store: Store;
  readonly #nodeId: string;
  readonly #log: Log;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(store: Store, nodeId: string, log: Log) {
    this.#store = store;
    this.#nodeId = nodeId;
    this.#log = log;
  }

  /** Before this node admits anybody: rows that name it are of a life that ended without a word. */
  async ownPast(): Promise<void> {
    await this.#reap(this.#nodeId);
  }

  start(everyMs: number): void {
    if (everyMs === 0) return;
    this.#timer = setTimeout(() => {
      void this.#round()
        .catch((error: unknown) => { this.#log.warn('dead nodes could not be looked for', { cause: causeOf(error) }); })
        .finally(() => { if (!this.#stopped) this.start(everyMs); });
    }, everyMs);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #round(): Promise<void> {
    for (const node of await this.#store.nodes.dead()) {
      if (node.id !== this.#nodeId) await this.#reap(node.id);
    }
  }

  async #reap(nodeId: string): Promise<void> {
    for (const session of await this.#store.sessions.liveOf(nodeId)) {
      await this.#store.transact((tx) => endLost(tx, session));
      this.#log.warn('a session ended with its node', { sessionId: session.id, deadNodeId: nodeId });
    }
  }
}

async function endLost(tx: Transaction, session: Session): Promise<void> {
  const won = await tx.sessions.end(session.id, tx.now, 'node-lost', session.bytesFromClient, session.bytesFromTarget);
  if (!won) return;
  // The row names no project. In another one the ticket stays accepted, but it is bound to a session that has ended: used all the same.
  const user = { sessionId: session.id, instanceId: session.instanceId, projectId: DEFAULT_PROJECT, ticketId: session.ticketId };
  await settleTicket(tx, user, session.firstByteAt === null ? 'hand-back' : 'used');
  tx.record({
    instanceId: session.instanceId,
    kind: 'session.end',
    actor: { kind: 'node', id: session.nodeId, name: session.nodeId },
    sourceAddress: session.clientAddress,
    requestId: '',
    sessionId: session.id,
    outcome: 'node-lost',
    details: {
      reason: 'node-lost', user: session.userName, host: session.hostName, account: session.accountName,
      startedAt: session.startedAt, recording: session.recording,
      note: 'the node died; background processes may survive on the target',
    },
  });
}

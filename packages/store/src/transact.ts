import type { AuditEvent, ChangeHint, Transaction } from '@sallyport/core';
import { admissibleEvent } from './audit/admissible-event.ts';
import { appendToChains } from './audit/append.ts';
import { transactionConnection } from './connection.ts';
import type { Db, Engine } from './engines/engine.ts';
import { repositories } from './repositories/all.ts';
import type { TransactionScope } from './transaction-scope.ts';
import type { DataKeys } from './vault/data-keys.ts';

export interface TransactParts {
  readonly engine: Engine;
  readonly scope: TransactionScope;
  readonly dataKeys: DataKeys;
  /** Sends hints so that they take effect with the commit and not without it. */
  readonly announce: (db: Db, hints: readonly ChangeHint[]) => Promise<void>;
  /** After the commit. */
  readonly publish: (hints: readonly ChangeHint[]) => void;
}

/** What a transaction leaves for its end. */
interface Outbox {
  readonly hints: ChangeHint[];
  readonly events: AuditEvent[];
  readonly undo: (() => void)[];
}

/** Runs `work` as one unit: its rows, its audit events, its change counters and its hints are all there, or none is. */
export async function transact<T>(parts: TransactParts, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const { result, hints } = await parts.scope.enter(async () => {
    const undo: (() => void)[] = [];
    try {
      return await parts.engine.transaction((db) => attempt(parts, db, undo, work));
    } catch (error) {
      for (const step of undo) step();
      throw error;
    }
  });
  parts.publish(hints);
  return result;
}

async function attempt<T>(parts: TransactParts, db: Db, undo: (() => void)[], work: (tx: Transaction) => Promise<T>): Promise<{ result: T; hints: readonly ChangeHint[] }> {
  const outbox: Outbox = { hints: [], events: [], undo };
  const result = await work(await openTransaction(parts, db, outbox));
  const hints = distinct(outbox.hints);
  // The rows that everybody shares come last, always in this order: their locks are short and cannot cross.
  await raiseCounters(db, hints);
  await appendToChains(parts.engine.name, db, outbox.events);
  await parts.announce(db, hints);
  return { result, hints };
}

async function openTransaction(parts: TransactParts, db: Db, outbox: Outbox): Promise<Transaction> {
  const connection = transactionConnection(parts.engine, db, outbox.undo);
  const enqueue = (events: readonly AuditEvent[]): Promise<void> => {
    outbox.events.push(...events);
    return Promise.resolve();
  };
  const now = await connection.now();
  return {
    ...repositories(connection, { dataKeys: parts.dataKeys, enqueue }),
    now,
    hint: (hint) => { outbox.hints.push(hint); },
    record: (event) => { outbox.events.push(admissibleEvent({ ...event, at: now })); },
  };
}

function distinct(hints: readonly ChangeHint[]): ChangeHint[] {
  return [...new Map(hints.map((hint) => [JSON.stringify([hint.instanceId, hint.kind, hint.id ?? null]), hint])).values()];
}

/** No decision depends on target work: to raise the counter for it would have the sweep decide everybody again. */
async function raiseCounters(db: Db, hints: readonly ChangeHint[]): Promise<void> {
  const instances = [...new Set(hints.filter((hint) => hint.kind !== 'work').map((hint) => hint.instanceId))].sort();
  for (const instanceId of instances) {
    await db.updateTable('instanceChanges').set((eb) => ({ counter: eb('counter', '+', 1) })).where('instanceId', '=', instanceId).execute();
  }
}

import type { AuditEvent, AuditRow } from '@sallyport/core';
import type { Insertable } from 'kysely';
import type { Db, EngineName } from '../engines/engine.ts';
import type { Schema } from '../schema/schema.ts';
import { CHAIN_START, chained } from './chain.ts';

/** Rows of one statement: SQLite allows 32,766 parameters. */
const CHUNK = 500;

/**
 * Appends to the chains of the events' instances. Called as late in a transaction as can be: the head's row lock makes all writers
 * of that chain wait until the commit. Instances are taken in order, so that two transactions cannot wait for each other.
 */
export async function appendToChains(engine: EngineName, db: Db, events: readonly AuditEvent[]): Promise<void> {
  const instances = [...new Set(events.map((event) => event.instanceId))].sort();
  for (const instanceId of instances) {
    await appendToChain(engine, db, instanceId, events.filter((event) => event.instanceId === instanceId));
  }
}

async function appendToChain(engine: EngineName, db: Db, instanceId: string, events: readonly AuditEvent[]): Promise<void> {
  const head = await heldHead(engine, db, instanceId);
  const rows = chained(events, head);
  for (let start = 0; start < rows.length; start += CHUNK) {
    await db.insertInto('auditEvents').values(rows.slice(start, start + CHUNK).map(toColumns)).execute();
  }
  const last = rows.at(-1);
  if (last !== undefined) await db.updateTable('auditHeads').set({ sequence: last.sequence, hash: last.hash }).where('instanceId', '=', instanceId).execute();
}

async function heldHead(engine: EngineName, db: Db, instanceId: string): Promise<{ sequence: number; hash: string }> {
  const held = db.selectFrom('auditHeads').select(['sequence', 'hash']).where('instanceId', '=', instanceId)
    .$if(engine === 'postgres', (query) => query.forUpdate());
  const head = await held.executeTakeFirst();
  if (head !== undefined) return head;
  await db.insertInto('auditHeads').values({ instanceId, sequence: 0, hash: CHAIN_START }).onConflict((conflict) => conflict.doNothing()).execute();
  return held.executeTakeFirstOrThrow();
}

function toColumns(row: AuditRow): Insertable<Schema['auditEvents']> {
  const { actor, details, ...plain } = row;
  return { ...plain, actorKind: actor.kind, actorId: actor.id, actorName: actor.name, details: JSON.stringify(details) };
}

import type { AuditEvent, AuditFilter, AuditRepository, AuditRow, Page, PageRequest } from '@sallyport/core';
import type { ExpressionBuilder, Selectable } from 'kysely';
import { admissibleEvent } from '../audit/admissible-event.ts';
import type { Connection } from '../connection.ts';
import { inOrder, readPage } from '../page-walk.ts';
import type { Schema } from '../schema/schema.ts';

export class SqlAudit implements AuditRepository {
  readonly #connection: Connection;
  readonly #enqueue: (events: readonly AuditEvent[]) => Promise<void>;

  /** `enqueue` takes admissible events: into the surrounding transaction, or into the next common commit. */
  constructor(connection: Connection, enqueue: (events: readonly AuditEvent[]) => Promise<void>) {
    this.#connection = connection;
    this.#enqueue = enqueue;
  }

  async append(events: readonly AuditEvent[]): Promise<void> {
    if (events.length > 0) await this.#enqueue(events.map(admissibleEvent));
  }

  list(instanceId: string, filter: AuditFilter, page: PageRequest): Promise<Page<AuditRow>> {
    const { db } = this.#connection;
    const matching = db.selectFrom('auditEvents').where((eb) => eventsMatching(eb, instanceId, filter));
    const unfiltered = Object.values(filter).every((value) => value === undefined);
    return readPage({
      // Nothing ever leaves a chain: its last sequence number is its length.
      total: async () => (unfiltered
        ? (await db.selectFrom('auditHeads').select('sequence').where('instanceId', '=', instanceId).executeTakeFirst())?.sequence ?? 0
        : (await matching.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n),
      keys: async (direction, offset, limit) => (await matching.select('sequence').orderBy('sequence', direction === 'forth' ? 'desc' : 'asc')
        .limit(limit).offset(offset).execute()).map((row) => row.sequence),
      rows: async (sequences) => inOrder(sequences, await db.selectFrom('auditEvents').selectAll()
        .where('instanceId', '=', instanceId).where('sequence', 'in', sequences).execute(), (row) => row.sequence).map(toAuditRow),
    }, page);
  }

  async walk(instanceId: string, afterSequence: number, limit: number): Promise<readonly AuditRow[]> {
    const rows = await this.#connection.db.selectFrom('auditEvents').selectAll()
      .where('instanceId', '=', instanceId).where('sequence', '>', afterSequence).orderBy('sequence').limit(limit).execute();
    return rows.map(toAuditRow);
  }
}

function eventsMatching(eb: ExpressionBuilder<Schema, 'auditEvents'>, instanceId: string, filter: AuditFilter) {
  const conditions = [eb('instanceId', '=', instanceId)];
  if (filter.kind !== undefined) conditions.push(eb('kind', '=', filter.kind));
  if (filter.requestId !== undefined) conditions.push(eb('requestId', '=', filter.requestId));
  if (filter.sessionId !== undefined) conditions.push(eb('sessionId', '=', filter.sessionId));
  if (filter.actorName !== undefined) conditions.push(eb('actorName', '=', filter.actorName));
  if (filter.since !== undefined) conditions.push(eb('at', '>=', filter.since));
  if (filter.until !== undefined) conditions.push(eb('at', '<', filter.until));
  return eb.and(conditions);
}

function toAuditRow(row: Selectable<Schema['auditEvents']>): AuditRow {
  const { actorKind, actorId, actorName, details, ...plain } = row;
  return { ...plain, actor: { kind: actorKind, id: actorId, name: actorName }, details: JSON.parse(details) as Record<string, unknown> };
}

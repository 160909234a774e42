import type { Ticket } from '@sallyport/core';
import type { Selectable } from 'kysely';
import type { Schema } from '../schema/schema.ts';

export function toTicket(row: Selectable<Schema['tickets']>): Ticket {
  return {
    ...row,
    id: String(row.id),
    userId: String(row.userId),
    hostId: String(row.hostId),
    accountId: String(row.accountId),
    decidedBy: row.decidedBy === null ? null : String(row.decidedBy),
  };
}

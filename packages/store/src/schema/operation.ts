import type { AuditEvent, Instance, Node, Session, Ticket } from '@sallyport/core';
import type { Row } from './row.ts';

export interface OperationTables {
  sallyportMeta: { key: string; value: string };
  sallyportMigrations: { version: number; name: string; appliedAt: number };
  /** SQLite: one row, the last id given out. PostgreSQL has a sequence instead. */
  objectIds: { name: string; last: number };
  instances: Row<Instance>;
  instanceChanges: { instanceId: string; counter: number };
  /** Data keys of the instances, wrapped by the master key. */
  dataKeys: { instanceId: string; wrapped: Uint8Array };
  sealedValues: { instanceId: string; name: string; sealed: Uint8Array };
  tickets: Row<Ticket, 'id' | 'userId' | 'hostId' | 'accountId' | 'decidedBy'>;
  sessions: Row<Session, 'userId' | 'hostId' | 'accountId' | 'ticketId' | 'policyId'> & {
    /** An administrator's wish, and his words. */
    endRequestedAt: number | null;
    endComment: string;
    /** null: older than numbers. */
    number: number | null;
  };
  nodes: Row<Node>;
  auditHeads: { instanceId: string; sequence: number; hash: string };
  auditEvents: Row<Omit<AuditEvent, 'actor' | 'details'>> & {
    sequence: number;
    actorKind: AuditEvent['actor']['kind'];
    actorId: string;
    actorName: string;
    /** Canonical JSON. */
    details: string;
    previous: string;
    hash: string;
  };
  /** `nonce` is a SHA-256: clients choose its length. */
  nonces: { accessKeyId: string; nonce: string; expiresAt: number };
  /** PostgreSQL only, unlogged: a crash forgets the last second's counts. */
  rates: { key: string; windowStart: number; count: number; touchedAt: number };
}

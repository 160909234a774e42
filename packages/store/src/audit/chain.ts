import { createHash } from 'node:crypto';
import type { AuditEvent, AuditRow } from '@sallyport/core';
import { canonicalJson } from './canonical-json.ts';

/** `previous` of an instance's first event. */
export const CHAIN_START = '0'.repeat(64);

/**
 * SHA-256, hex, over the canonical JSON of the event with its sequence and the hash before it. Whoever changes, drops or reorders
 * a row breaks every hash behind it.
 */
export function auditHash(row: Omit<AuditRow, 'hash'>): string {
  const { instanceId, at, kind, actor, sourceAddress, requestId, sessionId, outcome, details, sequence, previous } = row;
  const covered = {
    instanceId, at, kind, actor: { kind: actor.kind, id: actor.id, name: actor.name }, sourceAddress, requestId, sessionId, outcome, details, sequence, previous,
  };
  return createHash('sha256').update(canonicalJson(covered)).digest('hex');
}

/** The rows that `events` become behind `head`. */
export function chained(events: readonly AuditEvent[], head: { readonly sequence: number; readonly hash: string }): AuditRow[] {
  let { sequence, hash } = head;
  return events.map((event) => {
    sequence += 1;
    const row = { ...event, sequence, previous: hash };
    hash = auditHash(row);
    return { ...row, hash };
  });
}

/** The sequence of the first row that does not follow from the one before it, or undefined: the chain holds. */
export function firstBreak(rows: readonly AuditRow[], before: { readonly sequence: number; readonly hash: string }): number | undefined {
  let { sequence, hash } = before;
  for (const row of rows) {
    if (row.sequence !== sequence + 1 || row.previous !== hash || row.hash !== auditHash(row)) return row.sequence;
    ({ sequence, hash } = row);
  }
  return undefined;
}

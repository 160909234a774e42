import type { AuditRepository } from '@sallyport/core';
import { CHAIN_START, firstBreak } from '@sallyport/store';

const AT_ONCE = 1000;

export interface ChainVerdict {
  readonly checked: number;
  /** Sequence of the first row that does not follow; undefined: the chain holds. */
  readonly brokenAt: number | undefined;
  /** Hash of the last row that holds. */
  readonly head: string;
}

/** Recomputes an instance's audit chain from its first row. */
export async function verifyChain(audit: AuditRepository, instanceId: string): Promise<ChainVerdict> {
  let before = { sequence: 0, hash: CHAIN_START };
  for (;;) {
    const rows = await audit.walk(instanceId, before.sequence, AT_ONCE);
    const brokenAt = firstBreak(rows, before);
    if (brokenAt !== undefined) return { checked: before.sequence, brokenAt, head: before.hash };
    const last = rows.at(-1);
    if (last === undefined) return { checked: before.sequence, brokenAt: undefined, head: before.hash };
    before = { sequence: last.sequence, hash: last.hash };
  }
}

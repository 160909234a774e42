import type { TargetWork, TargetWorkOutcome } from '@sallyport/core';
import type { Row } from './row.ts';

export interface TargetWorkTables {
  /** Unlogged on PostgreSQL. */
  targetWork: Row<Omit<TargetWork, 'order' | 'askedBy'>> & {
    /** JSON. */
    workOrder: string;
    askedBy: string;
    /** The secret's own data key, wrapped, and the secret under it; both null: it has none, or it is over. */
    wrappedKey: Uint8Array | null;
    sealedSecret: Uint8Array | null;
    /** Who has it until when. */
    nodeId: string | null;
    leaseUntil: number | null;
    outcome: TargetWorkOutcome | null;
  };
}

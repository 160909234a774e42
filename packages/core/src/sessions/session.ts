import type { Id } from '../kernel/ids.ts';
import type { EpochMs } from '../kernel/time.ts';
import type { DenyCode } from '../access/deny-code.ts';
import type { HostProtocol } from '../hosts/host.ts';

/** Why a session ended: the engineer or the target closed it, a permission ended, or something broke. */
export type SessionEndReason =
  | 'client-closed' | 'target-closed' | 'target-unreachable' | 'recording-failed' | 'node-stopped' | 'node-lost' | 'store-lost' | 'internal-error'
  | DenyCode;

/** One log-on to one asset account: one authenticated connection with all its channels. */
export interface Session {
  /** UUID: made by the node, so that a recording can begin before the store answers. */
  readonly id: string;
  readonly instanceId: string;
  readonly nodeId: string;
  readonly userId: Id;
  readonly userName: string;
  readonly hostId: Id;
  readonly hostName: string;
  readonly accountId: Id;
  readonly accountName: string;
  readonly protocol: HostProtocol;
  readonly clientAddress: string;
  readonly targetAddress: string;
  readonly ticketId: Id | null;
  readonly policyId: Id | null;
  readonly startedAt: EpochMs;
  readonly firstByteAt: EpochMs | null;
  readonly endedAt: EpochMs | null;
  readonly endReason: SessionEndReason | null;
  readonly bytesFromClient: number;
  readonly bytesFromTarget: number;
  /** Path of the recording below the recordings directory; empty when nothing was recorded. */
  readonly recording: string;
}

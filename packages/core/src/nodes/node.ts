import type { EpochMs } from '../kernel/time.ts';

export interface Node {
  readonly id: string;
  /** Ed25519 public key, base64 of the raw 32 bytes. */
  readonly publicKey: string;
  readonly startedAt: EpochMs;
  readonly leaseUntil: EpochMs;
}

export interface NodeRepository {
  /** Registers the node or renews its lease; gives the store's time. */
  renew(node: Pick<Node, 'id' | 'publicKey' | 'startedAt'>, leaseMs: number): Promise<EpochMs>;
  /** Ends the lease at once: an orderly stop. */
  release(nodeId: string): Promise<void>;
  /** Nodes whose lease has run out and that still have live sessions. */
  dead(): Promise<readonly Node[]>;
}

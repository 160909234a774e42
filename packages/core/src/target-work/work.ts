import type { Id } from '../kernel/ids.ts';
import type { EpochMs } from '../kernel/time.ts';

/** Logs in to a host with an account and a password that somebody wants to know about, and out again. */
export interface VerifyHostOrder {
  readonly kind: 'verify-host';
  readonly projectId: string;
  readonly hostId: Id;
  readonly account: string;
  readonly port: number;
}

/** Says what failed and nothing that the host said. */
export type TargetWorkOutcome =
  | 'OK' | 'TARGET_UNREACHABLE' | 'TARGET_ADDRESS_DENIED' | 'TARGET_PROTOCOL' | 'TARGET_LOGIN_FAILED' | 'HOST_KEY_CHANGED' | 'HOST_KEY_UNAPPROVED'
  | 'ASSET_NOT_FOUND' | 'ASSET_UNAVAILABLE' | 'INTERNAL';

/** Something to be done on a target for the control plane: control enqueues it, a gateway node does it (ruling I5). */
export interface TargetWork {
  /** UUID, made by whoever enqueues it: its secret is sealed for that name. */
  readonly id: string;
  readonly instanceId: string;
  readonly order: VerifyHostOrder;
  /** For the audit log. */
  readonly askedBy: { readonly principalId: Id; readonly principalName: string; readonly sourceAddress: string; readonly requestId: string };
  readonly createdAt: EpochMs;
  /** Nobody waits for it any longer than this. */
  readonly giveUpAt: EpochMs;
}

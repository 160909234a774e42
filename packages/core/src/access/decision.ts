import type { Id } from '../kernel/ids.ts';
import type { EpochMs } from '../kernel/time.ts';
import type { GrantFact } from './facts.ts';
import type { DenyCode } from './deny-code.ts';

/** What the session may do while it lives; taken from the one policy that applies. */
export interface Controls {
  readonly shell: boolean;
  readonly exec: boolean;
}

/** One look that the decision took, in order: the derivation that `explain` shows. */
export interface DerivationStep {
  readonly rule: 'instance' | 'session' | 'user' | 'asset' | 'grant' | 'policy' | 'approval' | 'ticket';
  readonly outcome: 'pass' | 'deny' | 'pending' | 'none';
  readonly code?: DenyCode;
  /** Id of what was looked at. */
  readonly subject?: Id;
  readonly detail?: string;
  readonly validUntil?: EpochMs;
}

export interface Allow {
  readonly kind: 'allow';
  readonly controls: Controls;
  /** The permission ends by itself then; null: not by the clock. */
  readonly validUntil: EpochMs | null;
  readonly paths: readonly GrantFact[];
  readonly policyId: Id | null;
  readonly ticketId: Id | null;
  readonly derivation: readonly DerivationStep[];
}

export interface Deny {
  readonly kind: 'deny';
  readonly code: DenyCode;
  /** Words of a person that belong to it (a reviewer's comment), or an instant. */
  readonly words: string;
  readonly policyId: Id | null;
  readonly derivation: readonly DerivationStep[];
}

/** A person must decide first. `ticketId` null: no ticket is open yet. */
export interface Pending {
  readonly kind: 'pending';
  readonly ticketId: Id | null;
  readonly policyId: Id;
  readonly onTighten: 'continue' | 'cut';
  /** Grants or validity end by themselves then, so that waiting ends too. */
  readonly validUntil: EpochMs | null;
  readonly derivation: readonly DerivationStep[];
}

export type Decision = Allow | Deny | Pending;

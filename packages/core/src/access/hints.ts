import type { Id } from '../kernel/ids.ts';

/**
 * "Look again": who may be touched by a committed change. Carries no truth; a lost one is made good by the sweep.
 * `instance` touches everybody in it.
 */
export interface ChangeHint {
  readonly instanceId: string;
  readonly kind: 'user' | 'host' | 'account' | 'policy' | 'ticket' | 'instance' | 'session';
  /** Absent for `instance`. */
  readonly id?: Id;
}

export interface HintBus {
  /** Resolves once hints committed from now on will be heard: subscribe first, then read, then watch. */
  subscribe(listener: (hints: readonly ChangeHint[]) => void): Promise<() => void>;
}

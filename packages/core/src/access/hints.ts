import type { Id } from '../kernel/ids.ts';

/**
 * "Look again": who may be touched by a committed change. Carries no truth; a lost one is made good by the sweep.
 * `instance` touches everybody in it.
 */
export interface ChangeHint {
  readonly instanceId: string;
  /** work: target work was enqueued or finished; no decision depends on it, and it raises no counter. */
  readonly kind: 'user' | 'host' | 'account' | 'policy' | 'ticket' | 'instance' | 'session' | 'work';
  /** Absent for `instance`; of `work` the UUID. */
  readonly id?: Id;
}

export interface HintBus {
  /** Resolves once hints committed from now on will be heard: subscribe first, then read, then watch. */
  subscribe(listener: (hints: readonly ChangeHint[]) => void): Promise<() => void>;
}

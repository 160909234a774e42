import type { AuditActor } from '@sallyport/core';

/** On whose behalf a target is dialled, as the audit log tells it. */
export interface Asker {
  readonly actor: AuditActor;
  readonly sourceAddress: string;
  /** Empty unless an API call asked. */
  readonly requestId: string;
  /** Empty unless a session is to come of it. */
  readonly sessionId: string;
  /** What a first host key is pinned for, e.g. `first log-on`. */
  readonly occasion: string;
}

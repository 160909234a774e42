import type { EpochMs } from '../kernel/time.ts';

export interface AuditActor {
  readonly kind: 'principal' | 'user' | 'node' | 'anonymous';
  readonly id: string;
  readonly name: string;
}

/** Something that happened, as an auditor reads it. Never holds a secret: fields without a class are left out. */
export interface AuditEvent {
  readonly instanceId: string;
  readonly at: EpochMs;
  /** `api.<Action>`, `session.start`, `session.end`, `session.refused`, `ticket.opened`, `hostkey.pinned`, … */
  readonly kind: string;
  readonly actor: AuditActor;
  readonly sourceAddress: string;
  readonly requestId: string;
  readonly sessionId: string;
  /** `OK`, or the code of the refusal or failure. */
  readonly outcome: string;
  /** What it was about: ids, names, reasons. Plain JSON. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** An event in its chain: `hash` covers the event and `previous`, from the instance's first row on. */
export interface AuditRow extends AuditEvent {
  readonly sequence: number;
  readonly previous: string;
  readonly hash: string;
}

export interface AuditFilter {
  readonly kind?: string;
  readonly requestId?: string;
  readonly sessionId?: string;
  readonly actorName?: string;
  readonly since?: EpochMs;
  readonly until?: EpochMs;
}

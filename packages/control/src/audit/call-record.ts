import type { AuditActor, AuditEvent } from '@sallyport/core';

/** The audit record of one call while it grows. */
export interface CallRecord {
  readonly instanceId: string;
  readonly requestId: string;
  readonly actor: AuditActor;
  readonly sourceAddress: string;
  action: string;
  readonly details: Record<string, unknown>;
  /** Set once the record has become durable with the effect that it describes. */
  written: boolean;
}

export function eventOf(record: CallRecord, outcome: string): Omit<AuditEvent, 'at'> {
  return {
    instanceId: record.instanceId,
    kind: `api.${record.action}`,
    actor: record.actor,
    sourceAddress: record.sourceAddress,
    requestId: record.requestId,
    sessionId: '',
    outcome,
    details: { ...record.details },
  };
}

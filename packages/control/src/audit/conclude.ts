import type { Store } from '@sallyport/core';
import type { ControlDeps } from '../deps.ts';
import type { Caller } from '../dispatch/caller.ts';
import { eventOf } from './call-record.ts';
import type { CallRecord } from './call-record.ts';

/** The record of a proven caller's call, while it grows. */
export function startRecord(caller: Caller, request: { readonly address: string }, requestId: string, action: string): CallRecord {
  return {
    instanceId: caller.instance.instanceId,
    requestId,
    actor: { kind: 'principal', id: caller.principal.id, name: caller.principal.name },
    sourceAddress: request.address,
    action,
    details: caller.accessKeyId === '' ? { proof: 'token' } : { accessKeyId: caller.accessKeyId },
    written: false,
  };
}

/** Writes the record unless it became durable with its effect already. */
export async function conclude(store: Store, record: CallRecord, outcome: string): Promise<void> {
  if (record.written) return;
  await store.audit.append([{ ...eventOf(record, outcome), at: await store.now() }]);
  record.written = true;
}

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly cause?: unknown;
}

/** Logs what is our own fault and writes the record of a refusal; one that cannot be written is `broken`: nobody is told what audit does not know. */
export async function concludeRefusal<E extends Refusal>(deps: ControlDeps, record: CallRecord | undefined, error: E, broken: (cause: unknown) => E): Promise<E> {
  const which = { action: record?.action, requestId: record?.requestId };
  if (error.status >= 500) deps.log.error({ err: error.cause, ...which }, 'a call failed');
  try {
    if (record !== undefined) await conclude(deps.store, record, error.code);
    return error;
  } catch (auditFailure) {
    deps.log.error({ err: auditFailure, ...which }, 'a refusal could not be audited');
    return error.status >= 500 ? error : broken(auditFailure);
  }
}

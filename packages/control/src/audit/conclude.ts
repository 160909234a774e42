import type { Store } from '@sallyport/core';
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

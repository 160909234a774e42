import { DEFAULT_PROJECT } from '@sallyport/core';
import { eventOf } from '../audit/call-record.ts';
import type { CallRecord } from '../audit/call-record.ts';
import type { ControlDeps } from '../deps.ts';
import type { Call } from './call.ts';
import type { Caller } from './caller.ts';

/** Ties a caller and his record to what a handler may use. */
export function createCall(deps: ControlDeps, caller: Caller, record: CallRecord, tenancy: Call['tenancy']): Call {
  return {
    deps,
    action: record.action,
    requestId: record.requestId,
    principal: caller.principal,
    accessKeyId: caller.accessKeyId,
    tokenHash: caller.tokenHash,
    provenUntil: caller.provenUntil,
    instance: caller.instance,
    tenancy,
    sourceAddress: record.sourceAddress,
    now: caller.now,
    actor: record.actor,
    scope: (projectId) => ({ instanceId: caller.instance.instanceId, projectId: projectId === undefined ? DEFAULT_PROJECT : String(projectId) }),
    note: (details) => {
      Object.assign(record.details, details);
    },
    transact: async (work) => {
      const result = await deps.store.transact(async (tx) => {
        const done = await work(tx);
        tx.record(eventOf(record, 'OK'));
        return done;
      });
      record.written = true;
      return result;
    },
  };
}

import type { CallRecord } from '../audit/call-record.ts';
import type { ControlDeps } from '../deps.ts';
import { verdictOn } from '../ram/authorise.ts';
import type { Asker } from '../ram/authorise.ts';
import { OPERATE_GROUP_TICKETS } from '../ram/group-tickets.ts';
import type { RestCall } from '../service-tickets/rest-handler.ts';
import type { Caller } from './caller.ts';
import { createCall } from './create-call.ts';

/** Ties a caller and his record to what a handler of the service-ticket API may use. */
export function createRestCall(deps: ControlDeps, caller: Caller, record: CallRecord, asker: Asker): RestCall {
  let asked: Promise<boolean> | undefined;
  return {
    ...createCall(deps, caller, record, 'own'),
    mayActForGroup: () => {
      asked ??= verdictOn(deps.store.ramPolicies, { ramAction: OPERATE_GROUP_TICKETS, ramResource: 'all' }, asker).then((verdict) => verdict === 'Allow');
      return asked;
    },
  };
}

import type { CallRecord } from '../audit/call-record.ts';
import { conclude, concludeRefusal, startRecord } from '../audit/conclude.ts';
import type { StrangerLog } from '../audit/stranger-log.ts';
import type { ControlDeps } from '../deps.ts';
import { takeCall } from '../limits/call-rate.ts';
import { authorise } from '../ram/authorise.ts';
import { readClaim } from '../signature/read-claim.ts';
import { auditedParameters } from '../audit/parameters.ts';
import { answerForm } from './answer-form.ts';
import { ApiError } from './api-error.ts';
import type { ApiRequest } from './api-request.ts';
import { authenticate } from './authenticate.ts';
import type { Caller } from './caller.ts';
import { createCall } from './create-call.ts';
import { decode } from './decode.ts';
import { findOperation } from './find-operation.ts';
import type { Runnable } from './find-operation.ts';
import { tenancyOf } from './tenancy.ts';
import { translateError } from './translate-error.ts';

export type Answer =
  | { readonly ok: true; readonly action: string; readonly body: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly error: ApiError };

export interface Dispatcher {
  /** Never rejects: a failure is an answer. */
  dispatch(request: ApiRequest, requestId: string): Promise<Answer>;
}

interface Parts {
  readonly strangers: StrangerLog;
}

/**
 * One call from arrival to answer. The order of checks is fixed: (address limit and form have passed,) common parameters, access key, time, signature,
 * nonce, action, parameters, tenancy, permission, rate, handler. Every call leaves one audit record.
 */
export function createDispatcher(deps: ControlDeps, parts: Parts): Dispatcher {
  return {
    dispatch: async (request, requestId) => {
      let caller: Caller | undefined;
      let record: CallRecord | undefined;
      try {
        const claim = readClaim(request);
        checkFormat(request);
        try {
          caller = await authenticate(deps, claim, deps.settings.clockSkewMs);
        } catch (error) {
          await parts.strangers.refused({ address: request.address, requestId, action: claim.action, accessKeyId: claim.accessKeyId, outcome: translateError(error).code });
          throw error;
        }
        record = startRecord(caller, request, requestId, claim.action);
        const body = await admitted(deps, request, caller, record, findOperation(claim.version, claim.action));
        await conclude(deps.store, record, 'OK');
        return { ok: true, action: claim.action, body: { RequestId: requestId, ...body } };
      } catch (thrown) {
        return { ok: false, error: await concludeRefusal(deps, record, translateError(thrown), (cause) => new ApiError('InternalError', { cause })) };
      }
    },
  };
}

/** From a proven caller on. */
async function admitted(deps: ControlDeps, request: ApiRequest, caller: Caller, record: CallRecord, runnable: Runnable): Promise<Readonly<Record<string, unknown>>> {
  const { operation } = runnable;
  const params = decode(operation, request.params);
  Object.assign(record.details, { parameters: auditedParameters(operation, params) });
  const { tenancy, instanceId } = tenancyOf(operation, params, caller.instance);
  // Whose it is comes before what is allowed: another tenant's instance does not exist, whatever the policies say (ruling H9).
  if (tenancy === 'absent') throw new ApiError('OBJECT_NOT_FOUND', { message: 'The specified instance does not exist.' });
  await authorise(deps.store.ramPolicies, operation, { principal: caller.principal, instance: caller.instance, instanceId, request, now: caller.now });
  await takeCall(deps.store.rates, deps.settings, caller.instance, operation, caller.now);
  return runnable.run(params, createCall(deps, caller, record, tenancy));
}

/** No answer comes in a form that was not asked for. */
function checkFormat({ params }: ApiRequest): void {
  if (answerForm(params) === undefined) throw new ApiError('InvalidParameter.Format');
}

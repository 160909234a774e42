import { decodeRest } from '@sallyport/contract';
import type { RestInput, RestMatch, RestOperation } from '@sallyport/contract';
import { conclude, concludeRefusal, startRecord } from '../audit/conclude.ts';
import type { CallRecord } from '../audit/call-record.ts';
import { auditedRest } from '../audit/rest-parameters.ts';
import type { ControlDeps } from '../deps.ts';
import { takeCall } from '../limits/call-rate.ts';
import { authorise } from '../ram/authorise.ts';
import type { Asker } from '../ram/authorise.ts';
import { OsmError } from '../service-tickets/osm-error.ts';
import type { RestCall, RestHandlers } from '../service-tickets/rest-handler.ts';
import type { RestRequest } from '../service-tickets/rest-request.ts';
import type { Caller } from './caller.ts';
import { checkDomain } from './check-domain.ts';
import { createRestCall } from './create-rest-call.ts';
import type { CallerProver } from './prove-caller.ts';
import { translateOsmError } from './translate-osm-error.ts';

export type RestAnswer =
  | { readonly ok: true; readonly body: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly error: OsmError };

export interface RestDispatcher {
  /** Never rejects: a failure is an answer. */
  dispatch(match: RestMatch, request: RestRequest, requestId: string): Promise<RestAnswer>;
}

type RunRest = (input: RestInput<RestOperation>, call: RestCall) => Promise<Readonly<Record<string, unknown>>>;

/**
 * One call of the service-ticket API from arrival to answer. The order of checks is fixed: (address limit, size and path have passed,) proof, domain,
 * headers and parameters, permission, rate, handler. Every call leaves one audit record.
 */
export function createRestDispatcher(deps: ControlDeps, parts: { readonly prover: CallerProver; readonly handlers: RestHandlers }): RestDispatcher {
  return {
    dispatch: async (match, request, requestId) => {
      const { operationId } = match.operation;
      let record: CallRecord | undefined;
      try {
        const caller = await parts.prover.prove(request, requestId, operationId);
        record = startRecord(caller, request, requestId, operationId);
        // `RestHandlers` ties every handler to its own declaration, whose decoder makes its input; looking it up by name forgets which one it is.
        const run = parts.handlers[operationId] as unknown as RunRest;
        const body = await admitted(deps, { match, request, caller, record, run });
        await conclude(deps.store, record, 'OK');
        return { ok: true, body };
      } catch (thrown) {
        return { ok: false, error: await concludeRefusal(deps, record, translateOsmError(thrown), (cause) => new OsmError('OSM.0004', { cause })) };
      }
    },
  };
}

interface Admission {
  readonly match: RestMatch;
  readonly request: RestRequest;
  readonly caller: Caller;
  readonly record: CallRecord;
  readonly run: RunRest;
}

/** From a proven caller on. */
async function admitted(deps: ControlDeps, { match, request, caller, record, run }: Admission): Promise<Readonly<Record<string, unknown>>> {
  const operation: RestOperation = match.operation;
  checkDomain(request, caller);
  const decoded = decodeRest(operation, { path: match.path, query: request.query, headers: request.headers, body: request.body });
  if (!decoded.ok) {
    Object.assign(record.details, { fault: { where: decoded.where, name: decoded.name, reason: decoded.reason } });
    throw new OsmError(decoded.code);
  }
  Object.assign(record.details, { parameters: auditedRest(operation, decoded.input) });
  const asker: Asker = { principal: caller.principal, instance: caller.instance, instanceId: caller.instance.instanceId, request, now: caller.now };
  await authorise(deps.store.ramPolicies, { ramAction: operation.ramAction, ramResource: 'all' }, asker);
  const { ratePerSecond } = operation;
  await takeCall(deps.store.rates, deps.settings, caller.instance, { action: operation.operationId, ...(ratePerSecond === undefined ? {} : { ratePerSecond }) }, caller.now);
  return run(decoded.input, createRestCall(deps, caller, record, asker));
}

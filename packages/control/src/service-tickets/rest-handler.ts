import type { RestCatalogue, RestInput, RestOperationId, RestResult } from '@sallyport/contract';
import type { Call } from '../dispatch/call.ts';

/** What a call of the service-ticket API carries to its handler; language, site and time zone are in the input. `accessKeyId` is empty for a call with a token. */
export interface RestCall extends Call {
  /** Whether the caller's policies let it act on the tickets of its groups' other members (`osm:OperateGroupTickets`). Asked once a call. */
  mayActForGroup(): Promise<boolean>;
}

/** Decoded and checked values of path, query, body and headers. */
export type RestInputOf<Id extends RestOperationId> = RestInput<RestCatalogue[Id]>;

/** The answer's body. */
export type RestResultOf<Id extends RestOperationId> = RestResult<RestCatalogue[Id]>;

/** Does what one operation declares. Refuses by throwing OsmError. */
export type RestHandler<Id extends RestOperationId> = (input: RestInputOf<Id>, call: RestCall) => Promise<RestResultOf<Id>>;

/** One for every declaration: a missing one does not compile. */
export type RestHandlers = { readonly [Id in RestOperationId]: RestHandler<Id> };

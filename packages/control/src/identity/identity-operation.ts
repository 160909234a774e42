import type { Call } from '../dispatch/call.ts';
import type { RestRequest } from '../service-tickets/rest-request.ts';

export interface IdentityAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Undefined: none. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

/** An operation of the identity routes for a caller who has proved himself. It is about himself alone, so no policy is asked. Refuses by throwing KeystoneError. */
export interface IdentityOperation {
  /** As audit and limits call it. */
  readonly action: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  run(request: RestRequest, call: Call): Promise<IdentityAnswer>;
}

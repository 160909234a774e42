import type { RestOperationId } from '@sallyport/contract';
import type { Body } from './cloud-client.ts';

/** One call of the service-ticket API, as both official clients are driven with it. Names are the wire's. */
export interface TicketCall {
  readonly path?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: Body;
  /** X-Site, X-Language, X-Time-Zone. */
  readonly site?: 0 | 1;
  readonly language?: string;
  readonly timeZone?: string;
}

export interface TicketAnswer {
  /** Of HTTP. Business errors come with 200 and an `error_code`. */
  readonly status: number;
  readonly body: Body;
}

/** Who calls: an access key (temporary with its token), or a token of POST /v3/auth/tokens. */
export type TicketCaller =
  | { readonly accessKeyId: string; readonly accessKeySecret: string; readonly securityToken?: string; readonly domainId?: string }
  | { readonly token: string };

export interface TicketServer {
  readonly endpoint: string;
  /** Path of the certificate that the server made itself. */
  readonly ca: string;
}

/** An official client of the service-ticket API. An answer that it cannot read throws. */
export interface TicketClient {
  call(operationId: RestOperationId, call?: TicketCall): Promise<TicketAnswer>;
}

/** `error_code` of an answer; empty: none, which is success. */
export function errorCodeOf(answer: TicketAnswer): string {
  const code = answer.body['error_code'];
  return typeof code === 'string' ? code : '';
}

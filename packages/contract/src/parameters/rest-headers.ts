import type { RestHeader } from '../rest-operation.ts';

/** The common headers of nearly every operation of the service-ticket API. */
export const COMMON_HEADERS: readonly RestHeader[] = ['X-Site', 'X-Language', 'X-Time-Zone'];

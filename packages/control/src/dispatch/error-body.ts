import { recommendPath } from '@sallyport/contract';
import type { AccessDeniedDetail, ApiError } from './api-error.ts';

export interface ErrorBody {
  readonly RequestId: string;
  readonly HostId: string;
  readonly Code: string;
  readonly Message: string;
  readonly Recommend: string;
  readonly AccessDeniedDetail?: AccessDeniedDetail;
}

/** The one form in which every refusal leaves. `baseUrl` is where our own pages stand. */
export function errorBody(error: ApiError, requestId: string, host: string, baseUrl: string): ErrorBody {
  return {
    RequestId: requestId,
    HostId: host,
    Code: error.code,
    Message: error.message,
    Recommend: `${baseUrl}${recommendPath(error.code)}`,
    ...(error.accessDenied === undefined ? {} : { AccessDeniedDetail: error.accessDenied }),
  };
}

import { ApiError } from '../dispatch/api-error.ts';
import { translateError } from '../dispatch/translate-error.ts';

/** What the HTTP library refuses before a route runs, as one of our codes. */
export function framingError(error: unknown): ApiError {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new ApiError('RequestEntityTooLarge');
  if (code === 'FST_ERR_BAD_URL' || (typeof code === 'string' && code.startsWith('FST_ERR_CTP_'))) return new ApiError('MalformedRequest', { cause: error });
  return translateError(error);
}
